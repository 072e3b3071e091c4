package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.text.Tokenizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatTest {
  private static final String CHAT = "/v1/chat/completions";

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "Hello! What is your name?",
        "Hi",
        "Hi there!",
        "hey",
        "Good morning",
        "Who are you?"
      })
  void aGreetingCostsAtMostNineteenTokensAndEndsByItself(String greeting) {
    var reply = simulator.postJson(CHAT, chat(greeting, "\"max_tokens\":100"));

    assertThat(reply.at("/usage/total_tokens").asInt()).isLessThanOrEqualTo(19);
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void aPlainHelloCostsFourteenTokens() {
    var usage = simulator.postJson(CHAT, chat("Hello", "\"max_tokens\":100")).path("usage");

    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(6);
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(8);
    assertThat(usage.path("total_tokens").asInt()).isEqualTo(14);
  }

  @Test
  void theReplyHasTheShapeOfAChatCompletion() {
    var reply = simulator.postJson(CHAT, chat("Hello"), "X-Request-ID", "my-request");

    assertThat(reply.path("id").asText()).isEqualTo("chatcmpl-my-request");
    assertThat(reply.path("object").asText()).isEqualTo("chat.completion");
    assertThat(reply.path("created").asLong()).isPositive();
    assertThat(reply.path("model").asText()).isEqualTo(RunningSimulator.MODEL);
    assertThat(reply.at("/choices/0/index").asInt()).isZero();
    assertThat(reply.at("/choices/0/message/role").asText()).isEqualTo("assistant");
    assertThat(reply.at("/choices/0/message/content").asText())
        .isEqualTo("Hello! How can I help you?");
  }

  @Test
  void aLongQuestionGetsSomeParagraphsOfNaturalLength() {
    var question =
        "Please explain how a scheduler in a cluster decides where work goes. ".repeat(8);

    var reply = simulator.postJson(CHAT, chat(question));

    assertThat(reply.at("/choices/0/message/content").asText()).contains("\n\n").endsWith(".");
    assertThat(reply.at("/usage/completion_tokens").asInt()).isBetween(80, 600);
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void theSameQuestionGetsTheSameAnswerAndAnotherSeedAnother() {
    var question = "What should we look at first?";

    var first = content(chat(question));
    var again = content(chat(question, "\"user\":\"somebody else\""));
    var seeded = content(chat(question, "\"seed\":7"));

    assertThat(again).isEqualTo(first);
    assertThat(seeded).isNotEqualTo(first);
  }

  @Test
  void stopsAtTheLimitOfTokens() {
    var reply = simulator.postJson(CHAT, chat("Tell me about trees", "\"max_tokens\":7"));

    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(7);
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void theNewerNameOfTheLimitWins() {
    var reply =
        simulator.postJson(
            CHAT, chat("Tell me about trees", "\"max_tokens\":7", "\"max_completion_tokens\":5"));

    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(5);
  }

  @Test
  void goesOnToTheLimitWhereTheEndIsIgnored() {
    var reply =
        simulator.postJson(CHAT, chat("Hello", "\"max_tokens\":300", "\"ignore_eos\":true"));

    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(300);
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void severalChoicesDifferAndAreAllCounted() {
    var reply =
        simulator.postJson(CHAT, chat("Tell me about trees", "\"n\":3", "\"max_tokens\":9"));

    assertThat(reply.path("choices")).hasSize(3);
    assertThat(reply.at("/choices/1/message/content"))
        .isNotEqualTo(reply.at("/choices/2/message/content"));
    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(27);
  }

  @Test
  void aStopSequenceEndsTheTextBeforeIt() {
    var text = content(chat("Tell me about trees"));

    var reply =
        simulator.postJson(CHAT, chat("Tell me about trees", "\"stop\":[\"never\",\"bout tr\"]"));

    assertThat(reply.at("/choices/0/message/content").asText())
        .isEqualTo(text.substring(0, text.indexOf("bout tr")));
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(reply.at("/choices/0/stop_reason").asText()).isEqualTo("bout tr");
    int said = Tokenizer.cl100k().count(text.substring(0, text.indexOf(" about trees")));
    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(said + 2);
  }

  @Test
  void anAliasIsAnsweredByItsModel() {
    var reply =
        simulator.postJson(
            CHAT, "{\"model\":\"alias\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    assertThat(reply.path("model").asText()).isEqualTo(RunningSimulator.MODEL);
  }

  @Test
  void partsOfAMessageAreReadAndImagesHaveAFixedPrice() {
    var parts =
        """
        {"model":"test-model","max_tokens":1,"messages":[{"role":"user","content":[
          {"type":"text","text":"Hello"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}
        """;

    var reply = simulator.postJson(CHAT, parts);

    assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(6 + 64);
  }

  @Test
  void aPromptOfSeveralHundredKilobytesIsCountedToTheToken() {
    var question = "one two three ".repeat(8_000);

    var reply = simulator.postJson(CHAT, chat(question, "\"max_tokens\":5"));

    var counted = simulator.postJson("/tokenize", chat(question));
    assertThat(reply.at("/usage/prompt_tokens").asInt())
        .isEqualTo(counted.path("count").asInt())
        .isGreaterThan(24_000);
  }

  private String content(String body) {
    return simulator.postJson(CHAT, body).at("/choices/0/message/content").asText();
  }
}
