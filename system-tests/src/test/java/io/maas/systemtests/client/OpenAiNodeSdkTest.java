package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What OpenAI's SDK for Node makes of our answers.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiNodeSdkTest {

  private final NodeSdk sdk;

  OpenAiNodeSdkTest(Site site) {
    sdk = NodeSdk.install(SdkAccounts.open(site, "node-sdk"));
  }

  @Test
  void chats() {
    JsonNode answer = sdk.run("chat");

    JsonNode choice = answer.at("/data/choices/0");
    assertThat(choice.at("/message/content").asText()).isNotBlank();
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    JsonNode usage = answer.at("/data/usage");
    assertThat(usage.path("completion_tokens").asLong()).isPositive();
    assertThat(usage.path("total_tokens").asLong())
        .isEqualTo(usage.path("prompt_tokens").asLong() + usage.path("completion_tokens").asLong());
    assertThat(answer.path("request_id").asText()).isNotBlank();
  }

  @Test
  void streamsTheSameAnswerWithoutUsageThatNobodyAskedFor() {
    JsonNode answer = sdk.run("stream");

    List<JsonNode> chunks = list(answer.path("chunks"));
    assertThat(chunks)
        .hasSizeGreaterThan(3)
        .noneMatch(chunk -> chunk.hasNonNull("usage"))
        .noneMatch(chunk -> chunk.path("choices").isEmpty());
    assertThat(text(chunks)).isEqualTo(answer.at("/whole/choices/0/message/content").asText());
  }

  @Test
  void streamsUsageToThoseWhoAsk() {
    List<JsonNode> chunks = list(sdk.run("stream-usage").path("chunks"));

    assertThat(chunks.getLast().path("choices")).isEmpty();
    assertThat(chunks.getLast().at("/usage/total_tokens").asLong()).isPositive();
  }

  @Test
  void letsTheSdkRunATool() {
    JsonNode answer = sdk.run("tools");

    assertThat(answer.at("/given/0/city").asText()).isEqualTo("Paris");
    assertThat(answer.at("/messages").findValuesAsText("role"))
        .containsExactly("user", "assistant", "tool", "assistant");
    assertThat(answer.path("answer").asText()).isNotBlank();
  }

  @Test
  void streamsAToolCallInPieces() {
    JsonNode answer = sdk.run("stream-tools");

    assertThat(answer.path("finish").asText()).isEqualTo("tool_calls");
    assertThat(answer.at("/calls/0/function/name").asText()).isEqualTo("get_weather");
    assertThat(answer.at("/calls/0/function/arguments").asText()).isEqualTo("{\"city\":\"Oslo\"}");
  }

  @Test
  void embeds() {
    JsonNode answer = sdk.run("embed");

    assertThat(list(answer.path("data")))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.path("embedding")).hasSize(8))
        .allSatisfy(one -> assertThat(length(one.path("embedding"))).isCloseTo(1, within(1e-6)));
  }

  /// An engine's embeddings have length one; bytes that are decoded wrongly have any.
  private static double length(JsonNode vector) {
    return Math.sqrt(list(vector).stream().mapToDouble(x -> x.asDouble() * x.asDouble()).sum());
  }

  @Test
  void listsModelsAndShowsEachByItsName() {
    JsonNode answer = sdk.run("models");

    String id = answer.at("/one/id").asText();
    assertThat(list(answer.path("ids")).stream().map(JsonNode::asText)).contains(id);
    assertThat(answer.at("/same/id").asText()).isEqualTo(id);
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String text(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
        .collect(Collectors.joining());
  }
}
