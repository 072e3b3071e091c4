package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import org.jspecify.annotations.Nullable;

/// A model that runs here. Where no cluster does, only what it is called matters to us; all that
/// KServe knows beyond it (router, template, parallelism, …) is kept and not read.
///
/// @param uri where its weights are
/// @param name what requests call it; the resource's own name, if nothing is said
/// @param replicas how many engines; none answers for 0
public record InferenceServiceSpec(String uri, @Nullable String name, int replicas)
    implements Spec {

  private static final int MOST_REPLICAS = 10_000;
  private static final int LONGEST_URI = 2048;

  static InferenceServiceSpec read(Fields spec) {
    Fields model = spec.object("model");
    return new InferenceServiceSpec(
        model.text("uri", Rule.text(1, LONGEST_URI)),
        model.textOrNull("name", Rules.MODEL_NAME),
        (int) spec.whole("replicas", 0, MOST_REPLICAS, 1));
  }
}
