package io.maas.control.key;

import io.maas.control.call.Fields;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Unit;
import io.maas.domain.resource.Violation;
import io.maas.domain.resource.spec.KeyLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The limits that somebody gives a key, in the words of resources.
final class OwnLimits {

  private OwnLimits() {}

  /// Reads `limits` and `enforcement`, and notes what is wrong with them.
  static List<Limit> read(Fields body) {
    Map<String, @Nullable Object> said = new HashMap<>();
    for (String field : List.of("limits", "enforcement")) {
      said.put(field, body.raw(field));
    }
    List<Violation> violations = new ArrayList<>();
    List<Limit> limits = KeyLimits.read(io.maas.domain.resource.Fields.of(said, violations));
    violations.forEach(wrong -> body.refuse(wrong.field(), wrong.found(), wrong.expected()));
    return limits;
  }

  /// Notes where a limit counts cost and the subscription has no price: it would hold nothing back.
  static void check(Fields body, List<Limit> limits, Subscription subscription) {
    boolean cost = limits.stream().anyMatch(limit -> limit.unit() == Unit.COST);
    if (cost && !priced(subscription)) {
      body.refuse(
          "limits",
          "a limit of cost",
          "none, because subscription "
              + subscription.name()
              + " has no billingRate for some of its models");
    }
  }

  private static boolean priced(Subscription subscription) {
    return Stream.concat(
            subscription.grants().values().stream(), Stream.ofNullable(subscription.everyModel()))
        .map(Grant::rate)
        .allMatch(Objects::nonNull);
  }
}
