package io.maas.protocol.gemini;

import static io.maas.protocol.conversation.Asked.WEATHER;
import static io.maas.protocol.conversation.Asked.call;
import static io.maas.protocol.conversation.Asked.json;
import static io.maas.protocol.conversation.Asked.model;
import static io.maas.protocol.conversation.Asked.result;
import static io.maas.protocol.conversation.Asked.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Asked;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Content.Document;
import io.maas.protocol.conversation.Content.Image;
import io.maas.protocol.conversation.Content.Media.Inline;
import io.maas.protocol.conversation.Content.Media.Kept;
import io.maas.protocol.conversation.Content.Media.Remote;
import io.maas.protocol.conversation.Content.SealedThought;
import io.maas.protocol.conversation.Content.Text;
import io.maas.protocol.conversation.Content.Thought;
import io.maas.protocol.conversation.Content.ToolCall;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GeminiRequestEncoderTest {

  private static final String THIRD = "gemini-3-pro-preview";
  private static final String FLASH = "gemini-2.5-flash";
  private static final String PRO = "publishers/google/models/gemini-2.5-pro";

  private List<String> dropped = List.of();

  @Test
  void writesTurnsAndTheSystemInstruction() {
    Turn instruction = new Turn(Role.SYSTEM, List.of(new Text("In French.")));

    JsonNode body =
        written(
            FLASH,
            Asked.of(
                    instruction,
                    user("Hi."),
                    user(new Text("")),
                    model(new Text("Hi."), new CachePoint(null)),
                    instruction,
                    user("Weather?"))
                .system(new Text("Be brief.")));

    assertThat(body)
        .isEqualTo(
            json(
                """
                {"contents":[{"role":"user","parts":[{"text":"Hi."}]},{"role":"model","parts":[{"text":"Hi."}]},
                  {"role":"user","parts":[{"text":"<system-reminder>\\nIn French.\\n</system-reminder>"},{"text":"Weather?"}]}],
                 "systemInstruction":{"parts":[{"text":"Be brief."},{"text":"In French."}]}}\
                """));
    assertThat(dropped).isEmpty();
  }

  @Test
  void namesTheFunctionOfEachResultByTheCallThatItAnswers() {
    JsonNode body =
        written(
            FLASH,
            Asked.of(
                user("?"),
                model(call("a"), new ToolCall("b", "get_time", "no JSON", null)),
                user(
                    new Text("There."),
                    new Content.ToolResult("b", List.of(new Text("Broken.")), true),
                    result("a", new Text("18"), new Text("sunny")))));

    assertThat(body.at("/contents/1/parts"))
        .isEqualTo(
            json(
                """
                [{"functionCall":{"id":"a","name":"get_weather","args":{"city":"Paris"}}},
                 {"functionCall":{"id":"b","name":"get_time","args":{"input":"no JSON"}}}]\
                """));
    assertThat(body.at("/contents/2/parts"))
        .isEqualTo(
            json(
                """
                [{"functionResponse":{"id":"b","name":"get_time","response":{"error":"Broken."}}},
                 {"functionResponse":{"id":"a","name":"get_weather","response":{"output":"18\\nsunny"}}},
                 {"text":"There."}]\
                """));
  }

  @Test
  void sendsBackTheSignatureOfACall() {
    ToolCall signed = new ToolCall("a", "get_weather", "{}", "c2ln");

    JsonNode body = written(THIRD, Asked.of(user("?"), model(signed, call("b"))));

    assertThat(body.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("c2ln");
    assertThat(body.at("/contents/1/parts/1").has("thoughtSignature")).isFalse();
  }

  /// The third generation refuses a call without one, and clients lose it.
  @Test
  void saysOfACallWithoutASignatureThatThereIsNone() {
    Asked asked = Asked.of(user("?"), model(call("a"), call("b")));

    assertThat(written(THIRD, asked).at("/contents/1/parts/0/thoughtSignature").asText())
        .isEqualTo("skip_thought_signature_validator");
    assertThat(written(THIRD, asked).at("/contents/1/parts/1").has("thoughtSignature")).isFalse();
    assertThat(written(FLASH, asked).toString()).doesNotContain("thoughtSignature");
  }

  @Test
  void writesThoughtsAsThoughtsAndNamesSealedOnes() {
    JsonNode body =
        written(
            THIRD,
            Asked.of(
                user("?"),
                model(
                    new Thought("Hm.", "another's"),
                    new Thought("", "x"),
                    new SealedThought("x"))));

    assertThat(body.at("/contents/1/parts"))
        .isEqualTo(json("[{\"text\":\"Hm.\",\"thought\":true}]"));
    assertThat(dropped).containsExactly("redacted_thinking");
  }

  @Test
  void letsGoogleFetchWhatIsOnTheWebButNotWhatIsInOurStorage() {
    JsonNode body =
        written(
            FLASH,
            Asked.of(
                user(
                    new Image(new Inline("image/png", "aW1n"), "auto"),
                    new Image(new Inline("image/jpg", "aW1n"), null),
                    new Image(new Remote("https://example.com/a.PNG?x=1.gif", null), "low"),
                    new Image(new Remote("https://example.com/a", null), null),
                    new Document(new Remote("https://example.com/a", "text/plain"), null),
                    new Image(new Remote("gs://ours/a.png", null), null),
                    new Document(new Kept("file-1"), null))));

    assertThat(body.at("/contents/0/parts"))
        .isEqualTo(
            json(
                """
                [{"inlineData":{"mimeType":"image/png","data":"aW1n"}},
                 {"inlineData":{"mimeType":"image/jpeg","data":"aW1n"}},
                 {"fileData":{"mimeType":"image/png","fileUri":"https://example.com/a.PNG?x=1.gif"}},
                 {"fileData":{"mimeType":"image/jpeg","fileUri":"https://example.com/a"}},
                 {"fileData":{"mimeType":"text/plain","fileUri":"https://example.com/a"}}]\
                """));
    assertThat(dropped).containsExactly("detail", "image", "document");
  }

  @Test
  void showsPicturesOfResultsWhereTheModelReadsThem() {
    Asked asked =
        Asked.of(
            user("?"),
            model(call("a")),
            user(result("a", new Text("Sky:"), new Image(new Inline("image/png", "aW1n"), null))));

    assertThat(
            written(THIRD, asked)
                .at("/contents/2/parts/0/functionResponse/parts/0/inlineData/data")
                .asText())
        .isEqualTo("aW1n");
    assertThat(written(FLASH, asked).at("/contents/2/parts/1/inlineData/data").asText())
        .isEqualTo("aW1n");
  }

  @Test
  void declaresToolsWithAnyJsonSchema() {
    JsonNode body =
        written(
            FLASH,
            Asked.of(user("?"))
                .tools(
                    WEATHER,
                    new Tool.Function("now", "", null, true, null),
                    new Tool.FreeText("patch", null, null),
                    new Tool.Hosted("web_search", json("{}")))
                .choice(new ToolChoice.Named("now"))
                .parallel(false));

    assertThat(body.path("tools"))
        .isEqualTo(
            json(
                """
                [{"functionDeclarations":[
                  {"name":"get_weather","description":"The weather of a city.",
                   "parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}}}},
                  {"name":"now"},
                  {"name":"patch","parametersJsonSchema":
                    {"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}]}]\
                """));
    assertThat(body.path("toolConfig"))
        .isEqualTo(
            json(
                "{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"now\"]}}"));
    assertThat(dropped).containsExactly("strict", "web_search", "parallel_tool_calls");
  }

  @Test
  void knowsAWordForEachChoice() {
    assertThat(mode(new ToolChoice.Auto())).isEqualTo("AUTO");
    assertThat(mode(new ToolChoice.Never())).isEqualTo("NONE");
    assertThat(mode(new ToolChoice.Required())).isEqualTo("ANY");
  }

  @Test
  void writesHowTokensAreChosenAndClampsWhatIsOutOfRange() {
    Sampling all =
        new Sampling(
            OptionalLong.of(100),
            2.5,
            0.9,
            40L,
            List.of("1", "2", "3", "4", "5", "6"),
            7_000_000_000L,
            0.5,
            -0.5,
            2);

    JsonNode body = written(FLASH, Asked.of(user("?")).sampling(all));

    assertThat(body.path("generationConfig"))
        .isEqualTo(
            json(
                """
                {"maxOutputTokens":100,"temperature":2.0,"topP":0.9,"topK":40,
                 "stopSequences":["1","2","3","4","5"],"presencePenalty":0.5,"frequencyPenalty":-0.5}\
                """));
    assertThat(dropped).containsExactly("temperature", "stop", "seed", "n");
  }

  @Test
  void asksForJsonAndForASchema() {
    assertThat(
            written(FLASH, Asked.of(user("?")).format(new Format.AnyJson()))
                .path("generationConfig"))
        .isEqualTo(json("{\"responseMimeType\":\"application/json\"}"));
    assertThat(
            written(
                    FLASH,
                    Asked.of(user("?"))
                        .format(new Format.Schema("x", null, json("{\"type\":\"object\"}"), true)))
                .path("generationConfig"))
        .isEqualTo(
            json(
                "{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\"}}"));
    assertThat(dropped).isEmpty();
  }

  @Test
  void tellsTheThirdGenerationALevel() {
    assertThat(thinking(THIRD, new Thinking.Effort("low")))
        .isEqualTo(json("{\"includeThoughts\":true,\"thinkingLevel\":\"LOW\"}"));
    assertThat(thinking(THIRD, new Thinking.Adaptive()))
        .isEqualTo(json("{\"includeThoughts\":true}"));
    assertThat(thinking(THIRD, new Thinking.Budget(2048)))
        .isEqualTo(json("{\"includeThoughts\":true,\"thinkingBudget\":2048}"));
    assertThat(dropped).isEmpty();
    assertThat(thinking(THIRD, new Thinking.Effort("max")))
        .isEqualTo(json("{\"includeThoughts\":true,\"thinkingLevel\":\"HIGH\"}"));
    assertThat(dropped).containsExactly("reasoning_effort");
    assertThat(thinking(THIRD, new Thinking.Off())).isEqualTo(json("{\"thinkingLevel\":\"LOW\"}"));
    assertThat(dropped).containsExactly("thinking");
  }

  @Test
  void tellsTheGenerationBeforeANumberOfTokens() {
    assertThat(thinking(FLASH, new Thinking.Effort("medium")))
        .isEqualTo(json("{\"includeThoughts\":true,\"thinkingBudget\":8192}"));
    assertThat(thinking(FLASH, new Thinking.Adaptive()))
        .isEqualTo(json("{\"includeThoughts\":true,\"thinkingBudget\":-1}"));
    assertThat(thinking(FLASH, new Thinking.Off())).isEqualTo(json("{\"thinkingBudget\":0}"));
    assertThat(dropped).isEmpty();
    assertThat(thinking(FLASH, new Thinking.Budget(31_999)))
        .isEqualTo(json("{\"includeThoughts\":true,\"thinkingBudget\":24576}"));
    assertThat(dropped).containsExactly("thinking");
    assertThat(thinking(PRO, new Thinking.Off())).isEqualTo(json("{\"thinkingBudget\":128}"));
    assertThat(dropped).containsExactly("thinking");
    assertThat(thinking("gemini-2.0-flash", new Thinking.Off()).isMissingNode()).isTrue();
    assertThat(dropped).containsExactly("thinking");
  }

  @Test
  void namesWhatTheClientSaidAndNobodyHereKnows() {
    written(FLASH, Asked.of(user(new Content.Foreign("video", json("{}")))).leftover("logit_bias"));

    assertThat(dropped).containsExactly("video", "logit_bias");
  }

  private String mode(ToolChoice choice) {
    return written(FLASH, Asked.of(user("?")).tools(WEATHER).choice(choice))
        .at("/toolConfig/functionCallingConfig/mode")
        .asText();
  }

  private JsonNode thinking(String model, Thinking thinking) {
    return written(model, Asked.of(user("?")).thinking(thinking))
        .at("/generationConfig/thinkingConfig");
  }

  private JsonNode written(String model, Asked asked) {
    Encoded encoded =
        new GeminiRequestEncoder()
            .encode(asked.conversation(), new Target(model, OptionalLong.empty(), 4096));
    dropped = encoded.dropped();
    try {
      return Json.MAPPER.readTree(encoded.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
