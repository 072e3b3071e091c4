package io.maas.protocol.bedrock;

import static io.maas.protocol.conversation.Asked.WEATHER;
import static io.maas.protocol.conversation.Asked.json;
import static io.maas.protocol.conversation.Asked.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Asked;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConverseInferenceTest {

  private static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String NOVA = "us.amazon.nova-pro-v1:0";
  private static final String GPT = "openai.gpt-oss-120b-1:0";
  private static final String LLAMA = "meta.llama4-maverick-17b-instruct-v1:0";

  private static final Sampling ALL =
      new Sampling(OptionalLong.of(100), 1.5, 0.9, 40L, List.of("END", " "), 7L, 0.5, 0.0, 2);

  private List<String> dropped = List.of();
  private OptionalLong allowance = OptionalLong.empty();

  @Test
  void clampsWhatIsOutOfRangeAndNamesWhatHasNoWord() {
    JsonNode body = written(LLAMA, Asked.of(user("?")).sampling(ALL));

    assertThat(body.path("inferenceConfig"))
        .isEqualTo(
            json(
                "{\"maxTokens\":100,\"temperature\":1.0,\"topP\":0.9,\"stopSequences\":[\"END\"]}"));
    assertThat(dropped)
        .containsExactly("temperature", "stop", "top_k", "seed", "presence_penalty", "n");
  }

  @Test
  void writesTopKUnderTheNameThatTheFamilyHasForIt() {
    assertThat(
            written(CLAUDE, Asked.of(user("?")).sampling(ALL)).path("additionalModelRequestFields"))
        .isEqualTo(json("{\"top_k\":40}"));
    assertThat(dropped).contains("top_p").doesNotContain("top_k");
    assertThat(
            written(NOVA, Asked.of(user("?")).sampling(ALL)).path("additionalModelRequestFields"))
        .isEqualTo(json("{\"inferenceConfig\":{\"topK\":40}}"));
    assertThat(dropped).doesNotContain("top_p", "top_k");
  }

  @Test
  void neverAsksForMoreThanIsAllowed() {
    allowance = OptionalLong.of(50);

    assertThat(
            written(CLAUDE, Asked.of(user("?")).most(100))
                .at("/inferenceConfig/maxTokens")
                .asLong())
        .isEqualTo(50);
    assertThat(written(CLAUDE, Asked.of(user("?"))).at("/inferenceConfig/maxTokens").asLong())
        .isEqualTo(50);
  }

  @Test
  void asksForOneTokenWhereTheClientWantedNone() {
    assertThat(
            written(CLAUDE, Asked.of(user("?")).most(0)).at("/inferenceConfig/maxTokens").asLong())
        .isEqualTo(1);
    assertThat(dropped).containsExactly("max_tokens");
  }

  @Test
  void saysHowMuchToThinkInTheWordsOfTheFamily() {
    assertThat(thinking(CLAUDE, new Thinking.Budget(2048)))
        .isEqualTo(json("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}}"));
    assertThat(thinking(CLAUDE, new Thinking.Adaptive()))
        .isEqualTo(json("{\"thinking\":{\"type\":\"adaptive\"}}"));
    assertThat(thinking(CLAUDE, new Thinking.Off()))
        .isEqualTo(json("{\"thinking\":{\"type\":\"disabled\"}}"));
    assertThat(thinking(CLAUDE, new Thinking.Effort("none")))
        .isEqualTo(json("{\"thinking\":{\"type\":\"disabled\"}}"));
    assertThat(thinking(GPT, new Thinking.Effort("minimal")))
        .isEqualTo(json("{\"reasoning_effort\":\"low\"}"));
    assertThat(dropped).isEmpty();
    assertThat(thinking(GPT, new Thinking.Effort("max")))
        .isEqualTo(json("{\"reasoning_effort\":\"high\"}"));
    assertThat(dropped).containsExactly("reasoning_effort");
    thinking(LLAMA, new Thinking.Budget(2048));
    assertThat(dropped).containsExactly("thinking");
    thinking(LLAMA, new Thinking.Effort("high"));
    assertThat(dropped).containsExactly("reasoning_effort");
  }

  @Test
  void writesEffortWhereConverseHasAWordForIt() {
    JsonNode body = written(CLAUDE, Asked.of(user("?")).thinking(new Thinking.Effort("medium")));

    assertThat(body.path("outputConfig")).isEqualTo(json("{\"effort\":\"medium\"}"));
  }

  @Test
  void keepsTheBudgetBelowTheBoundOfTheAnswer() {
    JsonNode body =
        written(CLAUDE, Asked.of(user("?")).most(2000).thinking(new Thinking.Budget(31_999)));
    assertThat(body.at("/additionalModelRequestFields/thinking/budget_tokens").asLong())
        .isEqualTo(1999);
    assertThat(dropped).containsExactly("thinking.budget_tokens");

    body = written(CLAUDE, Asked.of(user("?")).most(1000).thinking(new Thinking.Budget(31_999)));
    assertThat(body.has("additionalModelRequestFields")).isFalse();
    assertThat(dropped).containsExactly("thinking");
  }

  @Test
  void doesNotThinkBeforeACallThatMustBeMade() {
    JsonNode body =
        written(
            CLAUDE,
            Asked.of(user("?"))
                .tools(WEATHER)
                .choice(new ToolChoice.Required())
                .thinking(new Thinking.Adaptive()));

    assertThat(body.at("/toolConfig/toolChoice")).isEqualTo(json("{\"any\":{}}"));
    assertThat(body.has("additionalModelRequestFields")).isFalse();
    assertThat(dropped).containsExactly("thinking");
  }

  @Test
  void leavesTheTemperatureOutWhileTheModelThinks() {
    Sampling warm =
        new Sampling(OptionalLong.empty(), 0.3, null, 40L, List.of(), null, null, null, 1);

    JsonNode body =
        written(CLAUDE, Asked.of(user("?")).sampling(warm).thinking(new Thinking.Adaptive()));

    assertThat(body.has("inferenceConfig")).isFalse();
    assertThat(dropped).containsExactly("temperature", "top_k");
  }

  private JsonNode thinking(String model, Thinking thinking) {
    return written(model, Asked.of(user("?")).thinking(thinking))
        .path("additionalModelRequestFields");
  }

  private JsonNode written(String model, Asked asked) {
    Encoded encoded =
        new ConverseRequestEncoder()
            .encode(asked.conversation(), new Target(model, allowance, 4096));
    dropped = encoded.dropped();
    try {
      return Json.MAPPER.readTree(encoded.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
