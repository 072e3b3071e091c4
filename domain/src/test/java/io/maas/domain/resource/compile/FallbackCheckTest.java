package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackCheckTest {

  private final Scene scene = new Scene();

  private void model(String name, String fallbacks) {
    scene.with(
        Kind.MODEL_REF,
        "llm/" + name,
        """
        {modelRef: {kind: llmisvc, name: x}, endpoints: [{url: "http://h:8000"}],
         serving: {fallback: {models: [%s]}}}
        """
            .formatted(fallbacks));
  }

  private List<ModelId> fallbacks(String name) {
    return scene
        .compile()
        .snapshot()
        .model(new ModelId("llm", name))
        .orElseThrow()
        .serving()
        .fallback()
        .models();
  }

  @Test
  void letsTwoModelsStandInForEachOther() {
    model("a", "{name: b}");
    model("b", "{name: a}");

    assertThat(fallbacks("a")).containsExactly(new ModelId("llm", "b"));
    assertThat(fallbacks("b")).containsExactly(new ModelId("llm", "a"));
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").message("FallbackReady"))
        .isEqualTo("all models that stand in are there");
  }

  @Test
  void saysWhichModelIsMissingAndServesTheModelAllTheSame() {
    model("a", "{name: gone}, {name: b}");
    scene.modelAt("llm/b", "http://h:8000");

    assertThat(fallbacks("a")).containsExactly(new ModelId("llm", "b"));
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").message("FallbackReady"))
        .isEqualTo("model llm/gone not found (expected: MaaSModelRefs that can be read)");
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").message("RuntimeReady")).contains("1 endpoint");
  }

  @Test
  void saysWhichModelCannotBeAsked() {
    model("a", "{name: b}");
    scene.with(Kind.MODEL_REF, "llm/b", "{modelRef: {kind: llmisvc, name: x}}");

    assertThat(scene.said(Kind.MODEL_REF, "llm/a").message("FallbackReady"))
        .isEqualTo("model llm/b has no endpoint that can be used");
  }

  @Test
  void saysNothingOfAModelThatNamesNone() {
    scene.modelAt("llm/a", "http://h:8000");

    assertThat(scene.said(Kind.MODEL_REF, "llm/a").condition("FallbackReady")).isEmpty();
  }
}
