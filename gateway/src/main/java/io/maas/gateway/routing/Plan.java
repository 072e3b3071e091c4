package io.maas.gateway.routing;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Model;
import io.maas.protocol.request.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// In which order a model's endpoints are tried: those of the lowest priority first, and among
/// equals by weight, each once.
///
/// @param endpoints never empty
public record Plan(List<Endpoint> endpoints) {

  private static final Comparator<Endpoint> BY_PRIORITY =
      Comparator.comparingInt(endpoint -> endpoint.share().priority());

  /// Plans the attempts; an empty plan if the model answers nowhere.
  public static Plan of(Model model, RandomGenerator random) {
    List<Endpoint> all = model.endpoints();
    if (all.size() < 2) {
      return new Plan(all);
    }
    List<Endpoint> left = new ArrayList<>(all);
    left.sort(BY_PRIORITY);
    List<Endpoint> order = new ArrayList<>(all.size());
    while (!left.isEmpty()) {
      order.add(left.remove(drawn(left, random)));
    }
    return new Plan(order);
  }

  /// The same without endpoints that have no place for what is asked.
  public Plan serving(Operation operation) {
    if (operation.medium().isEmpty()) {
      return this;
    }
    return new Plan(
        endpoints.stream()
            .filter(endpoint -> endpoint.surface(Dialect.OPENAI_CHAT).isPresent())
            .toList());
  }

  /// Which of the endpoints of the lowest priority is next.
  private static int drawn(List<Endpoint> sorted, RandomGenerator random) {
    int priority = sorted.getFirst().share().priority();
    int equals = 0;
    int total = 0;
    for (Endpoint endpoint : sorted) {
      if (endpoint.share().priority() == priority) {
        equals++;
        total += endpoint.share().weight();
      }
    }
    if (equals == 1) {
      return 0;
    }
    return total == 0 ? random.nextInt(equals) : drawn(sorted, random.nextInt(total));
  }

  private static int drawn(List<Endpoint> sorted, int ticket) {
    int rest = ticket;
    for (int i = 0; i < sorted.size(); i++) {
      rest -= sorted.get(i).share().weight();
      if (rest < 0) {
        return i;
      }
    }
    throw new IllegalStateException("ticket " + ticket + " (expected: below the sum of weights)");
  }
}
