package io.maas.domain.metering;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question to the ledger.
///
/// @param tenant whose ledger
/// @param user only this user's requests, or everyone's
/// @param key only this key's requests, by its UUID, or those of all keys and tokens
/// @param from the first moment, inclusive
/// @param to the last moment, exclusive
/// @param groupBy the columns of the answer, in order; empty for one row of everything
/// @param limit the most rows, dearest first
public record UsageQuery(
    String tenant,
    @Nullable String user,
    @Nullable String key,
    @Nullable Instant from,
    @Nullable Instant to,
    List<Group> groupBy,
    int limit) {

  /// Whatever it was asked with.
  public UsageQuery(
      String tenant,
      @Nullable String user,
      @Nullable Instant from,
      @Nullable Instant to,
      List<Group> groupBy,
      int limit) {
    this(tenant, user, null, from, to, groupBy, limit);
  }

  /// What rows may be grouped by.
  public enum Group {
    USER,
    KEY,
    SUBSCRIPTION,
    MODEL,
    ORGANIZATION,
    COST_CENTER,
    CURRENCY,
    MINUTE,
    HOUR,
    DAY
  }
}
