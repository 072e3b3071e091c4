package io.maas.control.subscription;

import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Limit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which subscription a new key is bound to.
public sealed interface SubscriptionChoice {

  /// The reference's code of a subscription that is the caller's and cannot be used.
  String NOT_READY = "subscription_not_ready";

  /// This one.
  record Chosen(Subscription subscription) implements SubscriptionChoice {}

  /// None, and why. An unknown subscription and somebody else's read the same.
  record None(Reply.Refused refusal) implements SubscriptionChoice {}

  /// The one that is named; else the caller's best explicit one that serves, by priority, then by
  /// its largest token limit, then by name; else the caller's tier.
  ///
  /// @param named what the caller asks for, if anything
  static SubscriptionChoice of(Snapshot snapshot, Principal caller, @Nullable String named) {
    return named == null ? best(snapshot, caller) : named(snapshot, caller, named);
  }

  private static SubscriptionChoice named(Snapshot snapshot, Principal caller, String named) {
    Optional<Subscription> found = snapshot.find(named).filter(s -> snapshot.mayUse(caller, s));
    if (found.isEmpty()) {
      return unresolved();
    }
    String notReady = "subscription " + found.get().name() + " is not ready";
    return switch (found.get().phase()) {
      case PENDING, ACTIVE, DEGRADED -> new Chosen(found.get());
      case FAILED -> new None(Reply.forbidden(notReady).with("code", NOT_READY));
      // It may be so in a moment.
      case UNRECONCILED -> new None(Reply.badRequest(notReady + " yet").with("code", NOT_READY));
    };
  }

  private static SubscriptionChoice best(Snapshot snapshot, Principal caller) {
    return snapshot.usable(caller).stream()
        .filter(subscription -> subscription.phase().serves())
        .min(
            Comparator.comparing(Subscription::isTier)
                .thenComparing(Comparator.comparingInt(Subscription::priority).reversed())
                .thenComparing(
                    Comparator.comparingLong(SubscriptionChoice::largestTokenLimit).reversed())
                .thenComparing(Subscription::name))
        .<SubscriptionChoice>map(Chosen::new)
        .orElseGet(SubscriptionChoice::unresolved);
  }

  private static long largestTokenLimit(Subscription subscription) {
    return Stream.concat(
            subscription.grants().values().stream(), Stream.ofNullable(subscription.everyModel()))
        .map(Grant::limits)
        .flatMap(limits -> limits.stream().filter(limit -> limit.unit().countsTokens()))
        .mapToLong(Limit::amount)
        .max()
        .orElse(0);
  }

  private static None unresolved() {
    return new None(
        Reply.badRequest("Unable to resolve a subscription for this API key")
            .with("code", "invalid_subscription"));
  }
}
