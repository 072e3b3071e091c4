package io.maas.gateway.routing;

import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// In which order a model's endpoints are tried: the first by weight, the others after it, each
/// once.
///
/// @param endpoints never empty
public record Plan(List<Endpoint> endpoints) {

  /// Plans the attempts; an empty plan if the model answers nowhere.
  public static Plan of(Model model, RandomGenerator random) {
    List<Endpoint> all = model.endpoints();
    if (all.size() < 2) {
      return new Plan(all);
    }
    int total = 0;
    for (Endpoint endpoint : all) {
      total += endpoint.weight();
    }
    int first = total == 0 ? random.nextInt(all.size()) : drawn(all, random.nextInt(total));
    List<Endpoint> order = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      order.add(all.get((first + i) % all.size()));
    }
    return new Plan(order);
  }

  private static int drawn(List<Endpoint> endpoints, int ticket) {
    int rest = ticket;
    for (int i = 0; i < endpoints.size(); i++) {
      rest -= endpoints.get(i).weight();
      if (rest < 0) {
        return i;
      }
    }
    throw new IllegalStateException("ticket " + ticket + " (expected: below the sum of weights)");
  }
}
