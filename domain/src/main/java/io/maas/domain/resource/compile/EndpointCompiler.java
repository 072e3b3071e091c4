package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Whereabouts;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Credentials.Found;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.EndpointSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Turns the places that one model names into endpoints. One that cannot be used is left out and
/// told.
final class EndpointCompiler {

  /// Whose an endpoint is that nobody says is another's.
  static final String INTERNAL = "internal";

  private final Credentials credentials;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /// @param namespace where the credentials are
  EndpointCompiler(Surroundings surroundings, String namespace) {
    this.credentials = new Credentials(surroundings, namespace);
  }

  /// The endpoints that a model reference names itself.
  ///
  /// @param served the model's name where an endpoint gives none
  static Upstreams ofReference(
      Surroundings surroundings, String namespace, List<EndpointSpec> specs, String served) {
    EndpointCompiler compiler = new EndpointCompiler(surroundings, namespace);
    specs.forEach(spec -> compiler.add(spec, served));
    return compiler.done();
  }

  private void add(EndpointSpec spec, String served) {
    String provider = spec.provider() == null ? INTERNAL : spec.provider();
    add(
        spec.name() == null ? spec.url().getRawAuthority() : spec.name(),
        spec.url(),
        spec.model() == null ? served : spec.model(),
        provider,
        spec.credential() == null
            ? new Credentials.Known(new Access.Open())
            : credentials.key(provider, spec.credential()),
        spec.dialects().stream().map(Surface::usual).toList(),
        spec.share());
  }

  /// @param name may be that of another: then it gets a number
  void add(
      String name,
      URI url,
      String model,
      String provider,
      Found found,
      List<Surface> surfaces,
      Share share) {
    if (isRefused(name, url.getHost())) {
      return;
    }
    switch (found) {
      case Credentials.Lacking(Problem problem) ->
          drop(problem.permanent(), "endpoint " + name + ": " + problem.message());
      case Credentials.Known(Access access) ->
          endpoints.add(new Endpoint(unique(name), url, model, provider, access, surfaces, share));
    }
  }

  private boolean isRefused(String name, String host) {
    String expected =
        switch (Whereabouts.of(host)) {
          case ELSEWHERE -> "";
          case THIS_MACHINE ->
              credentials.surroundings().allowLoopback()
                  ? ""
                  : "an address of another machine, or leave to use loopback";
          case OFF_LIMITS -> "an address of a machine, and not of its link or of metadata";
        };
    if (!expected.isEmpty()) {
      drop(true, "endpoint " + name + ": " + host + " (expected: " + expected + ")");
    }
    return !expected.isEmpty();
  }

  /// Leaves an endpoint out.
  void drop(boolean permanent, String message) {
    problems.add(new Problem(permanent, message));
  }

  Credentials credentials() {
    return credentials;
  }

  Upstreams done() {
    return new Upstreams(List.copyOf(endpoints), List.copyOf(problems));
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }
}
