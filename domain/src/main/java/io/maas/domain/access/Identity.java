package io.maas.domain.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a look-up of a credential finds.
public sealed interface Identity {

  /// It is good.
  ///
  /// @param until from then on it is not, whoever is asked; null where whoever is asked knows
  record Known(Principal principal, @Nullable Instant until) implements Identity {

    /// Good for as long as whoever is asked says so.
    public Known(Principal principal) {
      this(principal, null);
    }
  }

  /// It is not, or no longer.
  record Unknown() implements Identity {}
}
