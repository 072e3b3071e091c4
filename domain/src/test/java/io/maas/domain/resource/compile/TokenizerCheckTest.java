package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Violation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenizerCheckTest {

  private final Scene scene = new Scene();

  @BeforeEach
  void declares() {
    scene
        .with(
            Kind.MODEL_REF,
            "llm/a",
            """
            {modelRef: {kind: llmisvc, name: x}, endpoints: [{url: "http://vllm:8000"}],
             tokens: {template: {perPrompt: 1, perMessage: 2},
               tokenizer: {kind: huggingface, file: a/tokenizer.json}}}
            """)
        .model("llm/b")
        .policy("p", "llm/a", "llm/b")
        .with(
            Kind.SUBSCRIPTION,
            Scene.TENANT + "/s",
            """
            {owner: {groups: [{name: all}]}, enforcement: strict,
             modelRefs: [
               {namespace: llm, name: a, tokenRateLimits: [{limit: 10, window: 1m}]},
               {namespace: llm, name: b, tokenRateLimits: [{limit: 10, window: 1m}]}]}
            """);
  }

  @Test
  void saysWhatCounts() {
    assertThat(model("a").tokens().tokenizer())
        .isEqualTo(new TokenizerRef.HuggingFace("a/tokenizer.json"));
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").condition("TokenizerReady"))
        .isEqualTo("True TokenizerUsable");
    assertThat(scene.said(Kind.MODEL_REF, "llm/b").tree().toString())
        .doesNotContain("TokenizerReady");
  }

  @Test
  void aBrokenTokenizerIsToldAndPoisonsNothingElse() {
    scene.noTokenizer(
        new Violation("spec.tokens.tokenizer.file", "a/tokenizer.json: no JSON", "a tokenizer"));

    Said said = scene.said(Kind.MODEL_REF, "llm/a");

    assertThat(said.phase()).isEqualTo("Ready");
    assertThat(said.condition("TokenizerReady")).isEqualTo("False TokenizerUnusable");
    assertThat(said.tree().toString())
        .contains(
            "spec.tokens.tokenizer.file: a/tokenizer.json: no JSON (expected: a tokenizer); bytes"
                + " bound the prompts meanwhile");
    assertThat(model("a").tokens().tokenizer()).isNull();
    assertThat(model("a").tokens().template()).isEqualTo(new Template(1, 2, -1));
    assertThat(
            scene.compile().snapshot().subscriptions().findFirst().orElseThrow().grants().values())
        .allSatisfy(grant ->
            assertThat(grant.limits())
                .allMatch(limit -> limit.enforcement() == Enforcement.STRICT));
  }

  private Model model(String name) {
    return scene.compile().snapshot().model(new ModelId("llm", name)).orElseThrow();
  }
}
