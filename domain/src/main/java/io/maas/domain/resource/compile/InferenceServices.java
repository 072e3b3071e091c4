package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.InferencePlaces.Place;
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

/// The models that should run here, by namespace and name. Where no cluster runs them, the process
/// says what answers for each.
record InferenceServices(Map<ModelId, Service> services) {

  private static final String NOT_READY = "BackendNotReady";

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
      Place place =
          each.spec().replicas() == 0
              ? new Place.Nowhere(NOT_READY, "spec.replicas: 0 (expected: >= 1)")
              : surroundings.inference().of(id);
      Upstreams upstreams = upstreams(each, served, place, surroundings);
      Condition condition =
          upstreams.usable()
              ? Condition.ready("served without a cluster")
              : Condition.notReady(
                  place instanceof Place.Nowhere(String reason, _) ? reason : NOT_READY,
                  upstreams.message());
      Told told = say(each, published(id, served), condition, roots.of(id), statuses);
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
      Declaration<InferenceServiceSpec> of, String served, Place place, Surroundings surroundings) {
    if (!(place instanceof Place.At(URI root))) {
      return none(((Place.Nowhere) place).message());
    }
    EndpointCompiler compiler = new EndpointCompiler(surroundings, of.namespace());
    compiler.add(
        "inference",
        root,
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
      Condition condition,
      List<String> roots,
      Statuses statuses) {
    boolean ready = condition.holds();
    Map<String, Object> facts = new LinkedHashMap<>();
    if (ready) {
      String path = "/" + of.namespace() + "/" + of.name();
      facts.put("url", roots.getFirst() + path);
      facts.put(
          "addresses",
          roots.stream().flatMap(root -> addresses(root, root + path, alias)).toList());
    }
    return statuses.put(of.resource(), ready ? "Ready" : "Pending", facts, List.of(condition));
  }
}
