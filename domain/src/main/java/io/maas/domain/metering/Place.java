package io.maas.domain.metering;

import org.jspecify.annotations.Nullable;

/// How wide the counters of a subscription are shared, and so what has to live together. Depends on
/// what is declared only, never on the caller: a counter has one place.
public enum Place {
  /// Every user's apart, in each subscription.
  USER,
  /// Every user's apart, over all subscriptions.
  USER_OF_TENANT,
  /// The subscription's together.
  SUBSCRIPTION,
  /// All of the tenant's together.
  TENANT;

  /// The narrowest that holds both.
  ///
  /// @param above the widest scope of what stands above subscriptions; null where nothing does
  /// @param own the widest scope of the subscriptions' own limits; null where there are none
  public static Place of(@Nullable Scope above, @Nullable Scope own) {
    boolean shared = own != null && own.compareTo(Scope.USER) > 0;
    if (above == null) {
      return shared ? SUBSCRIPTION : USER;
    }
    return shared || above.compareTo(Scope.USER) > 0 ? TENANT : USER_OF_TENANT;
  }
}
