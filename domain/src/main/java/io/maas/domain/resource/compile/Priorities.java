package io.maas.domain.resource.compile;

import io.maas.domain.resource.spec.SubscriptionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which subscriptions share a priority, found once for all of them.
final class Priorities {

  private static final int NAMED = 10;

  private final Map<Integer, List<String>> names = new HashMap<>();

  Priorities(List<Declaration<SubscriptionSpec>> subscriptions) {
    subscriptions.forEach(each ->
        names.computeIfAbsent(each.spec().priority(), _ -> new ArrayList<>()).add(nameOf(each)));
  }

  /// Whom one shares its priority with. Some are named: of thousands, nobody reads more.
  Condition of(Declaration<SubscriptionSpec> subscription) {
    int priority = subscription.spec().priority();
    String own = nameOf(subscription);
    List<String> all = names.getOrDefault(priority, List.of());
    if (all.size() <= 1) {
      return condition(false, "NoDuplicatePeers", "priority " + priority + " is its alone");
    }
    List<String> named =
        all.stream().limit(NAMED + 1).filter(name -> !name.equals(own)).limit(NAMED).toList();
    int others = all.size() - 1 - named.size();
    return condition(
        true,
        "SharedPriority",
        "priority "
            + priority
            + " is also that of "
            + String.join(", ", named)
            + (others > 0 ? " and " + others + " more" : ""));
  }

  private static Condition condition(boolean shared, String reason, String message) {
    return new Condition("SpecPriorityDuplicate", shared, reason, message);
  }

  private static String nameOf(Declaration<SubscriptionSpec> subscription) {
    return subscription.namespace() + "/" + subscription.name();
  }
}
