package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.simulator.model.ServedModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is served beside chats.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurfaceTest {
  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator =
        RunningSimulator.start(
            RunningSimulator.options("--prefix-cache")
                .withModels(
                    ServedModel.named("first", "1st"), ServedModel.named("org/second", "2nd")));
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @Test
  void listsEveryNameOfEveryModel() {
    var list = simulator.getJson("/v1/models");

    assertThat(list.path("object").asText()).isEqualTo("list");
    assertThat(list.path("data").findValuesAsText("id"))
        .containsExactly("first", "1st", "org/second", "2nd");
    assertThat(list.at("/data/3/root").asText()).isEqualTo("org/second");
    assertThat(list.at("/data/0/max_model_len").asInt()).isEqualTo(32_768);
  }

  @Test
  void showsOneModelByAnyOfItsNames() {
    assertThat(simulator.getJson("/v1/models/org/second").path("id").asText())
        .isEqualTo("org/second");
    assertThat(simulator.getJson("/v1/models/org%2Fsecond").path("id").asText())
        .isEqualTo("org/second");
    assertThat(simulator.getJson("/v1/models/2nd").path("root").asText()).isEqualTo("org/second");
    assertThat(simulator.get("/v1/models/third").statusCode()).isEqualTo(404);
  }

  @Test
  void isHealthyAndHasAVersion() {
    assertThat(simulator.get("/health").statusCode()).isEqualTo(200);
    assertThat(simulator.getJson("/version").path("version").asText()).isNotEmpty();
  }

  @Test
  void echoesTheRequestIdOfEveryAnswer() {
    var ok =
        simulator.post(
            "/v1/chat/completions",
            chat("Hello").replace("test-model", "1st"),
            "X-Request-ID",
            "abc");
    var error = simulator.post("/v1/chat/completions", "{", "X-Request-ID", "def");

    assertThat(ok.headers().firstValue("x-request-id")).contains("abc");
    assertThat(error.headers().firstValue("x-request-id")).contains("def");
  }

  @Test
  void tokenizesTextAsItIsAndChatsWithTheirTemplate() {
    var text = simulator.postJson("/tokenize", "{\"model\":\"first\",\"prompt\":\"Hello\"}");
    var chat = simulator.postJson("/tokenize", chat("Hello").replace("test-model", "first"));

    assertThat(text.path("count").asInt()).isEqualTo(1);
    assertThat(text.at("/tokens/0").asInt()).isEqualTo(9906);
    assertThat(chat.path("count").asInt()).isEqualTo(6);
    assertThat(chat.path("tokens")).hasSize(6);
    assertThat(chat.path("max_model_len").asInt()).isEqualTo(32_768);
  }

  @Test
  void detokenizesWhatItTokenized() {
    var chat = simulator.postJson("/tokenize", chat("größe 🦜").replace("test-model", "first"));

    var text = simulator.postJson("/detokenize", "{\"tokens\":" + chat.path("tokens") + "}");

    assertThat(text.path("prompt").asText())
        .isEqualTo("<|im_start|>usergröße 🦜<|im_end|><|im_start|>assistant");
    assertThat(simulator.post("/detokenize", "{\"tokens\":[4711471147]}").statusCode())
        .isEqualTo(400);
    assertThat(simulator.post("/detokenize", "{\"tokens\":[100256]}").statusCode()).isEqualTo(400);
  }

  @Test
  void embedsTheSameTextTheSameWayAndCountsItsTokens() {
    var body = "{\"model\":\"first\",\"input\":[\"the cat sat\",\"the cat sat\",\"stocks fell\"]}";

    var reply = simulator.postJson("/v1/embeddings", body);

    assertThat(reply.path("data")).hasSize(3);
    assertThat(reply.at("/data/0/embedding")).hasSize(384);
    assertThat(reply.at("/data/1/embedding")).isEqualTo(reply.at("/data/0/embedding"));
    assertThat(cosine(reply, 0, 1)).isCloseTo(1, within(1e-3));
    assertThat(cosine(reply, 0, 2)).isLessThan(0.5);
    assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(3 + 3 + 2);
    assertThat(reply.at("/usage/total_tokens").asInt()).isEqualTo(8);
  }

  @Test
  void embedsInBase64AndInAsManyDimensionsAsAsked() {
    var body =
        "{\"model\":\"first\",\"input\":\"the cat sat\",\"dimensions\":10,\"encoding_format\":%s}";

    var numbers = simulator.postJson("/v1/embeddings", body.formatted("\"float\""));
    var base64 = simulator.postJson("/v1/embeddings", body.formatted("\"base64\""));

    var bytes = Base64.getDecoder().decode(base64.at("/data/0/embedding").asText());
    var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertThat(floats.remaining()).isEqualTo(10);
    for (int i = 0; i < 10; i++) {
      assertThat((double) floats.get(i))
          .isEqualTo(numbers.at("/data/0/embedding/" + i).asDouble(), within(1e-6));
    }
  }

  @Test
  void completesSeveralPromptsAndPromptsOfTokens() {
    var reply =
        simulator.postJson(
            "/v1/completions",
            "{\"model\":\"2nd\",\"max_tokens\":4,\"prompt\":[\"One\",\"Two and\"]}");
    var ofTokens =
        simulator.postJson(
            "/v1/completions", "{\"model\":\"2nd\",\"max_tokens\":4,\"prompt\":[9906,0]}");

    assertThat(reply.path("choices")).hasSize(2);
    assertThat(reply.at("/choices/1/index").asInt()).isEqualTo(1);
    assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(1 + 2);
    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(8);
    assertThat(ofTokens.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void reportsThePartOfAPromptThatItHasSeenBefore() {
    var prompt =
        chat("a b c d e f g h i j k l m n o p q r s t u v w x y z").replace("test-model", "1st");
    var longer = prompt.replace(" z\"", " z and so on\"");

    var first = simulator.postJson("/v1/chat/completions", prompt);
    var second = simulator.postJson("/v1/chat/completions", longer);

    var cached = "/usage/prompt_tokens_details/cached_tokens";
    assertThat(first.at(cached).asInt()).isZero();
    assertThat(second.at(cached).asInt()).isEqualTo(16);
    assertThat(simulator.awaitEntry(entry -> entry.cachedTokens() == 16).inputTokens())
        .isEqualTo(second.at("/usage/prompt_tokens").asInt());
    assertThat(simulator.get("/metrics").body())
        .contains("vllm:prefix_cache_hits_total{engine=\"0\",model_name=\"first\"} 16\n");
  }

  private static double cosine(JsonNode reply, int one, int other) {
    double product = 0;
    for (int i = 0; i < 384; i++) {
      product +=
          reply.at("/data/" + one + "/embedding/" + i).asDouble()
              * reply.at("/data/" + other + "/embedding/" + i).asDouble();
    }
    return product;
  }
}
