package io.maas.protocol.anthropic;

import static io.maas.protocol.anthropic.MessagesJson.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.ToolChoice;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessagesSettingsTest extends Asking {

  @Test
  void boundsAnAnswerThatTheClientDidNotBound() {
    assertThat(body().path("max_tokens").asLong()).isEqualTo(4096);

    target = new Target("served", OptionalLong.of(10), 4096);
    assertThat(body().path("max_tokens").asLong()).isEqualTo(10);
  }

  @Test
  void saysHowMuchIsThought() {
    sampling = atMost(8192);
    assertThat(thinking(new Thinking.Off())).isEqualTo(tree("{'type':'disabled'}"));
    assertThat(thinking(new Thinking.Adaptive())).isEqualTo(tree("{'type':'adaptive'}"));
    assertThat(thinking(new Thinking.Budget(2048)))
        .isEqualTo(tree("{'type':'enabled','budget_tokens':2048}"));
    assertThat(thinking(new Thinking.Effort("none"))).isEqualTo(tree("{'type':'disabled'}"));
    assertThat(encode().dropped()).isEmpty();

    thinking = new Thinking.Effort("minimal");
    assertThat(body().path("output_config")).isEqualTo(tree("{'effort':'low'}"));
    thinking = new Thinking.Effort("xhigh");
    assertThat(body().path("output_config")).isEqualTo(tree("{'effort':'xhigh'}"));
    thinking = new Thinking.Effort("galactic");
    assertThat(encode().dropped()).containsExactly("reasoning_effort");
  }

  @Test
  void keepsABudgetBelowTheBoundOfTheAnswer() {
    sampling = atMost(2000);
    assertThat(thinking(new Thinking.Budget(2000)))
        .isEqualTo(tree("{'type':'enabled','budget_tokens':1999}"));
    assertThat(encode().dropped()).containsExactly("thinking.budget_tokens");

    sampling = atMost(1024);
    assertThat(thinking(new Thinking.Budget(2000))).isEmpty();
    assertThat(encode().dropped()).containsExactly("thinking.budget_tokens");
  }

  @Test
  void doesNotThinkWhereAToolMustBeCalled() {
    tools = List.of(WEATHER);
    choice = new ToolChoice.Required();

    assertThat(thinking(new Thinking.Adaptive())).isEmpty();
    assertThat(encode().dropped()).containsExactly("thinking");
  }

  private JsonNode thinking(Thinking how) {
    thinking = how;
    return body().path("thinking");
  }

  @Test
  void writesASchemaAndNamesTheFormThatItDoesNotHave() {
    format = new Format.Schema("s", "d", tree("{'type':'object'}"), true);
    assertThat(body().path("output_config"))
        .isEqualTo(tree("{'format':{'type':'json_schema','schema':{'type':'object'}}}"));

    format = new Format.AnyJson();
    assertThat(body().has("output_config")).isFalse();
    assertThat(encode().dropped()).containsExactly("response_format");
  }

  @Test
  void clampsATemperatureAndNamesIt() {
    sampling = new Sampling(OptionalLong.empty(), 1.5, 0.9, 5L, List.of("a", " "), 1L, 0.5, 0.0, 2);

    JsonNode body = body();
    assertThat(body.path("temperature").asDouble()).isEqualTo(1);
    assertThat(body.has("top_p")).isFalse();
    assertThat(body.path("top_k").asInt()).isEqualTo(5);
    assertThat(body.path("stop_sequences")).isEqualTo(tree("['a']"));
    assertThat(encode().dropped())
        .containsExactly("temperature", "top_p", "stop", "n", "seed", "presence_penalty");
  }

  @Test
  void namesWhatThinkingDoesNotAllowBesideIt() {
    thinking = new Thinking.Adaptive();
    sampling = new Sampling(OptionalLong.empty(), 0.5, 0.97, 5L, List.of(), null, null, null, 1);

    JsonNode body = body();
    assertThat(body.has("temperature")).isFalse();
    assertThat(body.has("top_k")).isFalse();
    assertThat(body.path("top_p").asDouble()).isEqualTo(0.97);
    assertThat(encode().dropped()).containsExactly("temperature", "top_k");
  }

  @Test
  void namesEveryLeftoverAndEveryForeignPart() {
    leftovers = List.of(new Leftover("logit_bias", tree("{}")));
    turns = List.of(user(text("a"), new Content.Foreign("input_audio", tree("{}"))));

    assertThat(encode().dropped()).containsExactly("input_audio", "logit_bias");
  }

  @Test
  void passesTheUserOn() {
    user = "u";
    assertThat(body().path("metadata")).isEqualTo(tree("{'user_id':'u'}"));

    user = "u".repeat(300);
    assertThat(body().has("metadata")).isFalse();
    assertThat(encode().dropped()).containsExactly("user");
  }
}
