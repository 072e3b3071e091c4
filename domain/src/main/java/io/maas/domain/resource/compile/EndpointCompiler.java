package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.EndpointSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the places that one model names into endpoints. One that cannot be used is left out and
/// told.
final class EndpointCompiler {

  private static final String CREDENTIAL = "api-key";

  private final Surroundings surroundings;
  private final String namespace;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /// @param namespace where the credentials are
  EndpointCompiler(Surroundings surroundings, String namespace) {
    this.surroundings = surroundings;
    this.namespace = namespace;
  }

  /// The endpoints that a model reference names itself.
  ///
  /// @param served the model's name where an endpoint gives none
  static Upstreams ofReference(
      Surroundings surroundings, String namespace, List<EndpointSpec> specs, String served) {
    EndpointCompiler compiler = new EndpointCompiler(surroundings, namespace);
    for (EndpointSpec spec : specs) {
      compiler.add(
          spec.name() == null ? spec.url().getRawAuthority() : spec.name(),
          spec.url(),
          spec.model() == null ? served : spec.model(),
          spec.provider() == null ? "internal" : spec.provider(),
          spec.credential(),
          spec.weight());
    }
    return compiler.done();
  }

  /// @param credential the secret's name; null if the endpoint wants none
  void add(
      String name,
      URI url,
      String model,
      String provider,
      @Nullable String credential,
      int weight) {
    if (!surroundings.allowLoopback() && LocalAddress.is(url.getHost())) {
      drop(
          true,
          "endpoint "
              + name
              + ": "
              + url.getHost()
              + " (expected: an address of another machine, or leave to use loopback)");
      return;
    }
    Optional<Secret> key = Optional.empty();
    if (credential != null) {
      key = surroundings.secrets().find(namespace, credential, CREDENTIAL);
      if (key.isEmpty()) {
        drop(false, "endpoint " + name + ": " + missing(namespace, credential));
        return;
      }
    }
    endpoints.add(new Endpoint(unique(name), url, model, provider, key.orElse(null), weight));
  }

  /// Leaves an endpoint out.
  void drop(boolean permanent, String message) {
    problems.add(new Problem(permanent, message));
  }

  Upstreams done() {
    return new Upstreams(List.copyOf(endpoints), List.copyOf(problems));
  }

  /// Says that a credential is not there, without saying anything of what is.
  static String missing(String namespace, String credential) {
    return "secret " + namespace + "/" + credential + " has no key " + CREDENTIAL;
  }

  static boolean hasCredential(Surroundings surroundings, String namespace, String credential) {
    return surroundings.secrets().find(namespace, credential, CREDENTIAL).isPresent();
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }
}
