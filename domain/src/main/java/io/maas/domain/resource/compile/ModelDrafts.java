package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.ExternalModels.External;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.ModelRefSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the names and the endpoints of every published model.
final class ModelDrafts {

  private ModelDrafts() {}

  /// By id, in a steady order.
  static Map<ModelId, ModelDraft> compile(
      Declared declared, ExternalModels externals, Surroundings surroundings) {
    Map<ModelId, ModelDraft> drafts = new LinkedHashMap<>();
    for (Declaration<ModelRefSpec> ref : declared.all(ModelRefSpec.class)) {
      ModelId id = new ModelId(ref.namespace(), ref.name());
      drafts.put(
          id,
          switch (ref.spec().target()) {
            case LLM_INFERENCE_SERVICE -> inference(ref, id, surroundings);
            case EXTERNAL_MODEL -> external(ref, id, externals, surroundings);
          });
    }
    return drafts;
  }

  private static ModelDraft inference(
      Declaration<ModelRefSpec> ref, ModelId id, Surroundings surroundings) {
    String served = served(ref);
    String publishedId = "publishers/" + id.namespace() + "/models/" + served;
    Set<String> aliases = aliases(ref, publishedId, served);
    return new ModelDraft(ref, id, publishedId, aliases, own(ref, served, surroundings));
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
            .orElseGet(() -> missing(id.namespace(), spec.targetName()));
    Set<String> aliases = aliases(ref, spec.targetName(), external.clientName());
    Upstreams upstreams = own(ref, served(ref), surroundings).and(external.upstreams());
    return new ModelDraft(ref, id, spec.targetName(), aliases, upstreams);
  }

  private static External missing(String namespace, String name) {
    String message = "ExternalModel " + namespace + "/" + name + " not found";
    return new External(name, new Upstreams(List.of(), List.of(new Problem(false, message))));
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

  /// What the engine knows it by, unless an endpoint says otherwise.
  private static String served(Declaration<ModelRefSpec> ref) {
    ModelRefSpec spec = ref.spec();
    if (spec.servedModelName() != null) {
      return spec.servedModelName();
    }
    return spec.aliases().isEmpty() ? ref.name() : spec.aliases().getFirst();
  }
}
