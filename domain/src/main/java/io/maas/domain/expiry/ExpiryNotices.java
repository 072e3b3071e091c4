package io.maas.domain.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notices of all tenants. A port; every method blocks.
public interface ExpiryNotices {

  /// Notes each active key that ends within one of these times and of which that was not said yet.
  /// Ephemeral keys end as a matter of course, and a key that was made for less than a time is not
  /// told that it has less left.
  ///
  /// @return how many were noted
  int raise(List<Duration> within, Instant now);

  /// Those that still hold: of keys that are active, unexpired, and end when it was said. The
  /// soonest end first, one a key.
  ///
  /// @param user only this owner's, if given
  List<ExpiryNotice> standing(
      String tenant, @Nullable String user, Instant now, int limit, int offset);

  /// Those that hold and have not been passed on, oldest first.
  List<ExpiryNotice> untold(Instant now, int limit);

  /// Notes that one was passed on.
  void told(ExpiryNotice notice, Instant now);
}
