package io.maas.control.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.ApiKeys.Sort;
import io.maas.domain.access.StoredKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/api-keys`: the caller's own keys as a bare array, which clients of the reference's
/// developer preview read. All else that can be asked of keys is a [KeySearch].
public final class KeyListing {

  private static final int LARGEST_LIMIT = 100;

  private final ApiKeys keys;
  private final InstantSource clock;

  public KeyListing(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  public Reply list(Call call) {
    Integer limit = number(call.asked("limit"), LARGEST_LIMIT, 1, LARGEST_LIMIT);
    Integer offset = number(call.asked("offset"), 0, 0, Integer.MAX_VALUE);
    if (limit == null || offset == null) {
      return Reply.badRequest(
          limit == null
              ? "limit: " + call.asked("limit") + " (expected: 1 to " + LARGEST_LIMIT + ")"
              : "offset: " + call.asked("offset") + " (expected: >= 0)");
    }
    Instant now = clock.instant();
    ApiKeys.Search search =
        new ApiKeys.Search(
            call.principal().user(),
            List.of(),
            false,
            null,
            Map.of(),
            Sort.CREATED_AT,
            true,
            limit,
            offset);
    return Reply.ok(
        keys.search(call.principal().tenant(), search, now).keys().stream()
            .map(key -> Line.of(key, now))
            .toList());
  }

  /// Null if the text is no number of that range.
  private static @Nullable Integer number(@Nullable String text, int otherwise, int from, int to) {
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}")) {
      return null;
    }
    int number = Integer.parseInt(text);
    return number < from || number > to ? null : number;
  }

  /// @param expiredAt when it ended, where it has
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Shape(name = "ListedApiKey")
  record Line(
      String id,
      String name,
      @Nullable String description,
      String creationDate,
      String expirationDate,
      String status,
      @Nullable String expiredAt) {

    static Line of(StoredKey key, Instant now) {
      StoredKey.Status status = key.effectiveStatus(now);
      return new Line(
          key.id(),
          key.name(),
          key.description(),
          key.createdAt().toString(),
          key.expiresAt().toString(),
          status.name().toLowerCase(Locale.ROOT),
          status == StoredKey.Status.EXPIRED ? key.expiresAt().toString() : null);
    }
  }
}
