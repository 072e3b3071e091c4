package io.maas.control.engine;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.spec.InferenceServiceSpec;
import io.maas.domain.resource.spec.Specs;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// An engine that is to run. If anything of it changes, another one is to run in its place.
///
/// @param service the `LLMInferenceService`
/// @param model what requests call it
/// @param uri where its weights are
public record Wanted(ModelId service, String model, String uri) {

  /// One for each service that wants replicas; none for what is wrong, or is being deleted.
  public static List<Wanted> in(List<Resource> all) {
    return all.stream()
        .filter(resource -> resource.key().kind() == Kind.INFERENCE_SERVICE)
        .filter(resource -> resource.deletedAt() == null)
        .flatMap(Wanted::of)
        .toList();
  }

  private static Stream<Wanted> of(Resource resource) {
    return Specs.read(resource, _ -> "") instanceof Specs.Valid(InferenceServiceSpec spec)
            && spec.replicas() > 0
        ? Stream.of(
            new Wanted(
                new ModelId(resource.key().namespace(), resource.key().name()),
                Objects.requireNonNullElse(spec.name(), resource.key().name()),
                spec.uri()))
        : Stream.empty();
  }
}
