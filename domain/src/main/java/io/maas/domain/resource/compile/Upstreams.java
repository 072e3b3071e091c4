package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Endpoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a model answers, and why it does not answer elsewhere.
record Upstreams(List<Endpoint> endpoints, List<Problem> problems) {

  static final Upstreams NONE = new Upstreams(List.of(), List.of());

  /// Why something cannot be used.
  ///
  /// @param permanent whether only a change of the resource can mend it
  record Problem(boolean permanent, String message) {}

  Upstreams and(Upstreams others) {
    return new Upstreams(
        Stream.concat(endpoints.stream(), others.endpoints.stream()).toList(),
        Stream.concat(problems.stream(), others.problems.stream()).toList());
  }

  /// Whether a request can be sent anywhere.
  boolean usable() {
    return endpoints.stream().anyMatch(endpoint -> endpoint.share().weight() > 0);
  }

  /// One line about all of them.
  String message() {
    if (endpoints.isEmpty() && problems.isEmpty()) {
      return "none is named (expected: spec.endpoints)";
    }
    if (problems.isEmpty() && !usable()) {
      return "all have the weight 0";
    }
    String count = endpoints.size() + (endpoints.size() == 1 ? " endpoint" : " endpoints");
    return problems.isEmpty()
        ? count
        : count
            + "; "
            + problems.stream().map(Problem::message).distinct().collect(Collectors.joining("; "));
  }
}
