package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a model declares what counts its tokens.
class ModelTokensSpecTest {

  @Test
  void readsWhoseTokensTheEngineTells() {
    assertThat(rules("usage: one_choice").usage()).isEqualTo(TokenRules.Told.ONE_CHOICE);
    assertThat(rules("usage: all_choices").usage()).isEqualTo(TokenRules.Told.ALL_CHOICES);
    assertThat(rules("defaultMaxTokens: 5").usage()).isEqualTo(TokenRules.Told.ALL_CHOICES);
  }

  @Test
  void readsWhatAnUnfinishedAnswerIsCharged() {
    assertThat(rules("unfinished: seen").unfinished()).isEqualTo(TokenRules.Unfinished.SEEN);
    assertThat(rules("unfinished: held").unfinished()).isEqualTo(TokenRules.Unfinished.HELD);
    assertThat(rules("defaultMaxTokens: 5").unfinished()).isEqualTo(TokenRules.Unfinished.HELD);
  }

  private static TokenRules rules(String tokens) {
    return read(Declare.spec(
            Kind.MODEL_REF,
            "llm/x",
            "{modelRef: {kind: ExternalModel, name: x}, tokens: {" + tokens + "}}"))
        .tokens();
  }

  @Test
  void leavesImagesUnboundedWhereNothingIsSaidOfThem() {
    Resource textOnly =
        Declare.spec(
            Kind.MODEL_REF,
            "llm/x",
            "{modelRef: {kind: llmisvc, name: x},"
                + " tokens: {template: {perPrompt: 0, perMessage: 0}}}");

    assertThat(read(textOnly).tokens().template()).isEqualTo(new TokenRules.Template(0, 0, -1));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void readsWhatCountsPrompts(String written, TokenizerRef read) {
    assertThat(read(withTokenizer(written)).tokens().tokenizer()).isEqualTo(read);
  }

  static List<Arguments> tokenizers() {
    return List.of(
        Arguments.of(
            "{kind: tiktoken, encoding: o200k_base}", new TokenizerRef.Tiktoken("o200k_base")),
        Arguments.of(
            "{kind: huggingface, file: granite-3.1/tokenizer.json}",
            new TokenizerRef.HuggingFace("granite-3.1/tokenizer.json")),
        Arguments.of("{kind: upstream}", new TokenizerRef.Upstream()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: huggingface, file: ../secrets/tokenizer.json}",
        "{kind: huggingface, file: /etc/tokenizer.json}",
        "{kind: huggingface, file: a/../tokenizer.json}",
        "{kind: huggingface, file: a/b/tokenizer.json}",
        "{kind: huggingface, file: a/.hidden.json}",
        "{kind: huggingface, file: tokenizer.json}",
        "{kind: huggingface, file: a/tokenizer.txt}",
        "{kind: huggingface}",
      })
  void refusesAFileOutsideTheDirectoryOfTokenizers(String tokenizer) {
    assertThat(Specs.check(withTokenizer(tokenizer), Flow::value))
        .singleElement()
        .asString()
        .startsWith("spec.tokens.tokenizer.file: ")
        .contains("(expected: folder/file.json");
  }

  @Test
  void refusesATokenizerThatNobodyKnows() {
    assertThat(Specs.check(withTokenizer("{kind: sentencepiece}"), Flow::value))
        .singleElement()
        .asString()
        .isEqualTo(
            "spec.tokens.tokenizer.kind: \"sentencepiece\" (expected: one of tiktoken,"
                + " huggingface, upstream)");
    assertThat(Specs.check(withTokenizer("{kind: tiktoken, encoding: cl900k}"), Flow::value))
        .singleElement()
        .asString()
        .startsWith("spec.tokens.tokenizer.encoding: \"cl900k\" (expected: one of r50k_base");
  }

  private static Resource withTokenizer(String tokenizer) {
    return Declare.spec(
        Kind.MODEL_REF,
        "llm/x",
        "{modelRef: {kind: llmisvc, name: x}, tokens: {tokenizer: " + tokenizer + "}}");
  }

  private static ModelRefSpec read(Resource resource) {
    Specs.Reading reading = Specs.read(resource, Flow::value);
    assertThat(reading).isInstanceOf(Specs.Valid.class);
    return (ModelRefSpec) ((Specs.Valid) reading).spec();
  }
}
