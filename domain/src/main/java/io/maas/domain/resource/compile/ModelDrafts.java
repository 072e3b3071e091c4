package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.ExternalModels.External;
import io.maas.domain.resource.compile.InferenceServices.Service;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.ModelRefSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the names and the endpoints of every published model.
final class ModelDrafts {

  private ModelDrafts() {}

  /// By id, in a steady order.
  static Map<ModelId, ModelDraft> compile(
      Declared declared,
      InferenceServices services,
      ExternalModels externals,
      Surroundings surroundings) {
    Map<ModelId, ModelDraft> drafts = new LinkedHashMap<>();
    for (Declaration<ModelRefSpec> ref : declared.all(ModelRefSpec.class)) {
      ModelId id = new ModelId(ref.namespace(), ref.name());
      drafts.put(
          id,
          switch (ref.spec().target()) {
            case LLM_INFERENCE_SERVICE -> inference(ref, id, services, surroundings);
            case EXTERNAL_MODEL -> external(ref, id, externals, surroundings);
          });
    }
    return drafts;
  }

  private static ModelDraft inference(
      Declaration<ModelRefSpec> ref,
      ModelId id,
      InferenceServices services,
      Surroundings surroundings) {
    ModelId target = new ModelId(id.namespace(), ref.spec().targetName());
    Optional<Service> service = services.find(target);
    String served = service.filter(_ -> !named(ref)).map(Service::served).orElse(served(ref));
    String publishedId = InferenceServices.published(id, served);
    Set<String> aliases = aliases(ref, publishedId, served);
    // Who names endpoints knows better than we where it runs.
    Upstreams upstreams =
        ref.spec().endpoints().isEmpty()
            ? service
                .map(Service::upstreams)
                .orElseGet(() -> missing("LLMInferenceService", target))
            : own(ref, served, surroundings);
    return new ModelDraft(ref, id, publishedId, aliases, upstreams);
  }

  private static ModelDraft external(
      Declaration<ModelRefSpec> ref,
      ModelId id,
      ExternalModels externals,
      Surroundings surroundings) {
    ModelRefSpec spec = ref.spec();
    External external =
        externals
            .find(id.namespace(), spec.targetName())
            .orElseGet(() ->
                new External(
                    spec.targetName(),
                    missing("ExternalModel", new ModelId(id.namespace(), spec.targetName()))));
    Set<String> aliases = aliases(ref, spec.targetName(), external.clientName());
    Upstreams upstreams = own(ref, served(ref), surroundings).and(external.upstreams());
    return new ModelDraft(ref, id, spec.targetName(), aliases, upstreams);
  }

  private static Upstreams missing(String kind, ModelId target) {
    String instead = kind.equals("LLMInferenceService") ? ", and no spec.endpoints" : "";
    String message = kind + " " + target + " not found" + instead;
    return new Upstreams(List.of(), List.of(new Problem(false, message)));
  }

  private static Upstreams own(
      Declaration<ModelRefSpec> ref, String served, Surroundings surroundings) {
    return EndpointCompiler.ofReference(
        surroundings, ref.namespace(), ref.spec().endpoints(), served);
  }

  private static Set<String> aliases(
      Declaration<ModelRefSpec> ref, String publishedId, String served) {
    Set<String> aliases = new LinkedHashSet<>(ref.spec().aliases());
    aliases.add(publishedId);
    aliases.add(served);
    if (ref.spec().servedModelName() != null) {
      aliases.add(ref.spec().servedModelName());
    }
    return aliases;
  }

  /// Whether the reference itself says what the model is called.
  private static boolean named(Declaration<ModelRefSpec> ref) {
    return ref.spec().servedModelName() != null;
  }

  /// What the engine knows it by, unless an endpoint says otherwise.
  private static String served(Declaration<ModelRefSpec> ref) {
    ModelRefSpec spec = ref.spec();
    if (spec.servedModelName() != null) {
      return spec.servedModelName();
    }
    return spec.aliases().isEmpty() ? ref.name() : spec.aliases().getFirst();
  }
}
