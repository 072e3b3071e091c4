package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.InferenceServiceSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models that should run here, by namespace and name. Where no cluster runs them, one place
/// that the process names answers for them all.
record InferenceServices(Map<ModelId, Service> services) {

  /// One of them.
  ///
  /// @param served what its engine calls it
  record Service(String served, Upstreams upstreams) {}

  static InferenceServices compile(
      Declared declared, Tenancy tenancy, Surroundings surroundings, Statuses statuses) {
    Map<ModelId, Service> services = new HashMap<>();
    ServiceRoots roots = ServiceRoots.of(declared, tenancy, surroundings.gatewayRoot());
    for (Declaration<InferenceServiceSpec> each : declared.all(InferenceServiceSpec.class)) {
      ModelId id = new ModelId(each.namespace(), each.name());
      String served = Objects.requireNonNullElse(each.spec().name(), each.name());
      Upstreams upstreams = upstreams(each, served, surroundings);
      Told told = say(each, published(id, served), upstreams, roots.of(id), statuses);
      boolean denied = upstreams.usable() && !told.ready();
      services.put(
          id,
          new Service(
              served, denied ? none("LLMInferenceService " + id + " is not Ready") : upstreams));
    }
    return new InferenceServices(services);
  }

  /// The service that a reference means.
  Optional<Service> find(ModelId id) {
    return Optional.ofNullable(services.get(id));
  }

  /// The `id` of a model that runs here, as KServe makes it.
  static String published(ModelId id, String served) {
    return "publishers/" + id.namespace() + "/models/" + served;
  }

  private static Upstreams upstreams(
      Declaration<InferenceServiceSpec> of, String served, Surroundings surroundings) {
    @Nullable URI place = surroundings.inference();
    if (of.spec().replicas() == 0) {
      return none("spec.replicas: 0 (expected: >= 1)");
    }
    if (place == null) {
      return none("nothing runs it (expected: the process told what does, by `inference`)");
    }
    EndpointCompiler compiler = new EndpointCompiler(surroundings, of.namespace());
    compiler.add(
        "inference",
        place,
        served,
        EndpointCompiler.INTERNAL,
        new Credentials.Known(new Access.Open()),
        List.of(Surface.usual(Dialect.OPENAI_CHAT)),
        Share.of(1));
    return compiler.done();
  }

  private static Stream<Map<String, Object>> addresses(String root, String path, String alias) {
    return Stream.of(
        Map.of(
            "name",
            "gateway-external-model-routing",
            "url",
            root,
            "models",
            List.of(Map.of("name", alias))),
        Map.of("name", "gateway-external", "url", path));
  }

  private static Upstreams none(String problem) {
    return new Upstreams(List.of(), List.of(new Problem(false, problem)));
  }

  /// In KServe's words, with the addresses that it gives what is behind a gateway, for each root.
  private static Told say(
      Declaration<InferenceServiceSpec> of,
      String alias,
      Upstreams upstreams,
      List<String> roots,
      Statuses statuses) {
    boolean ready = upstreams.usable();
    Map<String, Object> facts = new LinkedHashMap<>();
    if (ready) {
      String path = "/" + of.namespace() + "/" + of.name();
      facts.put("url", roots.getFirst() + path);
      facts.put(
          "addresses",
          roots.stream().flatMap(root -> addresses(root, root + path, alias)).toList());
    }
    Condition condition =
        ready
            ? Condition.ready("served without a cluster")
            : Condition.notReady("BackendNotReady", upstreams.message());
    return statuses.put(of.resource(), ready ? "Ready" : "Pending", facts, List.of(condition));
  }
}
