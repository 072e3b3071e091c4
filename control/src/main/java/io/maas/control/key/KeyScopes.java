package io.maas.control.key;

import io.maas.control.call.Fields;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.KeyScope;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a key is narrowed to, as people say it: `allowedModels` by any of their names, and
/// `allowedAddresses`, alone or in blocks.
final class KeyScopes {

  static final String MODELS = "allowedModels";
  static final String ADDRESSES = "allowedAddresses";

  private KeyScopes() {}

  /// Reads names of models; which they are is for [#models] to find out.
  static List<String> names(Fields body) {
    return bounded(body, MODELS, body.list(MODELS));
  }

  /// Reads addresses, and notes what is none. Equal ones are kept once.
  static List<IpRange> addresses(Fields body) {
    Set<IpRange> ranges = new LinkedHashSet<>();
    for (String text : bounded(body, ADDRESSES, body.list(ADDRESSES))) {
      Optional<IpRange> range = IpRange.parse(text.strip());
      if (range.isEmpty()) {
        body.refuse(ADDRESSES, text, IpRange.EXPECTED);
      }
      range.ifPresent(ranges::add);
    }
    return List.copyOf(ranges);
  }

  /// The `namespace/name` of each, so that a model that comes by the same name is not meant too.
  /// Notes those that the subscription does not give: the key could never be used for them.
  static List<String> models(
      Fields body, List<String> names, Snapshot snapshot, Subscription subscription) {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : names) {
      List<Model> found = snapshot.given(subscription, name);
      if (found.size() == 1) {
        ids.add(found.getFirst().id().toString());
      } else {
        body.refuse(
            MODELS,
            name,
            found.isEmpty()
                ? "a model of subscription " + subscription.name()
                : "one of "
                    + found.stream()
                        .map(model -> model.id().toString())
                        .sorted()
                        .collect(Collectors.joining(", ")));
      }
    }
    return new ArrayList<>(ids);
  }

  private static List<String> bounded(Fields body, String field, List<String> items) {
    if (items.size() > KeyScope.MOST) {
      body.refuse(field, items.size() + " items", "at most " + KeyScope.MOST);
      return List.of();
    }
    return items;
  }
}
