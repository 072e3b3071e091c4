package io.maas.protocol.bedrock;

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
import io.maas.protocol.conversation.Content.Media.Remote;
import io.maas.protocol.conversation.Content.SealedThought;
import io.maas.protocol.conversation.Content.Text;
import io.maas.protocol.conversation.Content.Thought;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConverseRequestEncoderTest {

  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String LLAMA = "meta.llama4-maverick-17b-instruct-v1:0";

  private List<String> dropped = List.of();

  @Test
  void leavesTheModelToThePath() {
    JsonNode body = written(CLAUDE, Asked.of(user("Say hello.")).system(new Text("Be brief.")));

    assertThat(body)
        .isEqualTo(
            json(
                """
                {"messages":[{"role":"user","content":[{"text":"Say hello."}]}],
                 "system":[{"text":"Be brief."}]}\
                """));
    assertThat(dropped).isEmpty();
  }

  @Test
  void mergesTurnsOfOneSideAndLeavesBlankTextOut() {
    JsonNode body =
        written(
            CLAUDE,
            Asked.of(user("One."), user(" "), user("Two."), model(new Text("")), user("Three.")));

    assertThat(body.path("messages"))
        .isEqualTo(
            json(
                """
                [{"role":"user","content":[{"text":"One."},{"text":"Two."},{"text":"Three."}]}]\
                """));
  }

  @Test
  void beginsWithTheUserAndEndsWithoutBlanksWhereTheModelSpeaks() {
    JsonNode body = written(CLAUDE, Asked.of(model(new Text("Hi. \n"))));

    assertThat(body.at("/messages/0"))
        .isEqualTo(json("{\"role\":\"user\",\"content\":[{\"text\":\"(begin)\"}]}"));
    assertThat(body.path("messages").get(1))
        .isEqualTo(json("{\"role\":\"assistant\",\"content\":[{\"text\":\"Hi.\"}]}"));
  }

  @Test
  void keepsAnInstructionInTheMiddleWhereItWas() {
    Turn instruction = new Turn(Role.SYSTEM, List.of(new Text("In French.")));

    JsonNode body =
        written(CLAUDE, Asked.of(instruction, user("Hi."), model(new Text("Hi.")), instruction));

    assertThat(body.path("system")).isEqualTo(json("[{\"text\":\"In French.\"}]"));
    assertThat(body.at("/messages/2/content/0/text").asText())
        .isEqualTo("<system-reminder>\nIn French.\n</system-reminder>");
  }

  @Test
  void putsResultsFirstInTheMessageThatAnswersTheCalls() {
    Turn instruction = new Turn(Role.SYSTEM, List.of(new Text("Hurry.")));

    JsonNode body =
        written(
            CLAUDE,
            Asked.of(
                    user("Weather?"),
                    model(call("call.1|x"), call("call_2")),
                    instruction,
                    user(new Text("And?"), result("call.1|x", new Text("18")), result("call_2")))
                .tools(WEATHER));

    JsonNode content = body.at("/messages/2/content");
    assertThat(content.get(0).path("toolResult"))
        .isEqualTo(json("{\"toolUseId\":\"call_1_x\",\"content\":[{\"text\":\"18\"}]}"));
    assertThat(content.get(1).path("toolResult"))
        .isEqualTo(json("{\"toolUseId\":\"call_2\",\"content\":[]}"));
    assertThat(content.get(2).path("text").asText()).contains("Hurry.");
    assertThat(body.at("/messages/1/content/0/toolUse"))
        .isEqualTo(
            json(
                "{\"toolUseId\":\"call_1_x\",\"name\":\"get_weather\",\"input\":{\"city\":\"Paris\"}}"));
  }

  @Test
  void saysSomethingInAFailedResultThatSaysNothing() {
    Content.ToolResult failed = new Content.ToolResult("call_1", List.of(new Text("")), true);

    JsonNode body =
        written(CLAUDE, Asked.of(user("?"), model(call("call_1")), user(failed)).tools(WEATHER));

    assertThat(body.at("/messages/2/content/0/toolResult"))
        .isEqualTo(
            json(
                "{\"toolUseId\":\"call_1\",\"content\":[{\"text\":\"(no output)\"}],\"status\":\"error\"}"));
  }

  @Test
  void writesBytesOfPicturesAndDocumentsAndNamesWhatIsElsewhere() {
    JsonNode body =
        written(
            CLAUDE,
            Asked.of(
                user(
                    new Image(new Inline("image/jpg", "aW1n"), "high"),
                    new Image(new Remote("https://example.com/x.png", null), null),
                    new Image(new Remote("s3://ours/x.png", null), null),
                    new Image(new Inline("image/tiff", "aW1n"), null),
                    new Document(new Inline("application/pdf; x=y", "cGRm"), "the  report.pdf"),
                    new Document(new Inline("text/plain", "dHh0"), "the report.pdf"),
                    new Document(new Inline("application/zip", "dHh0"), null))));

    assertThat(body.at("/messages/0/content"))
        .isEqualTo(
            json(
                """
                [{"image":{"format":"jpeg","source":{"bytes":"aW1n"}}},
                 {"document":{"format":"pdf","name":"the report-pdf","source":{"bytes":"cGRm"}}},
                 {"document":{"format":"txt","name":"the report-pdf (2)","source":{"bytes":"dHh0"}}}]\
                """));
    assertThat(dropped).containsExactly("detail", "image", "document");
  }

  @Test
  void sendsBackThoughtsWithTheirSignatureOnly() {
    JsonNode body =
        written(
            CLAUDE,
            Asked.of(
                user("?"),
                model(
                    new Thought("Hm.", "c2ln"),
                    new Thought("Other's.", null),
                    new SealedThought("c2VhbGVk"),
                    new Text("!"))));

    assertThat(body.at("/messages/1/content"))
        .isEqualTo(
            json(
                """
                [{"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"c2ln"}}},
                 {"reasoningContent":{"redactedContent":"c2VhbGVk"}},
                 {"text":"!"}]\
                """));
    assertThat(dropped).containsExactly("thinking without a signature");
  }

  @Test
  void writesCachePointsForFamiliesThatKnowThem() {
    Asked asked =
        Asked.of(user(new CachePoint(null), new Text("Hi."), new CachePoint("1h")))
            .system(new Text("Brief."), new CachePoint(null))
            .tools(new Tool.Function("f", null, null, null, new CachePoint("5m")));

    JsonNode claude = written(CLAUDE, asked);
    JsonNode llama = written(LLAMA, asked);

    assertThat(claude.at("/messages/0/content"))
        .isEqualTo(
            json("[{\"text\":\"Hi.\"},{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}]"));
    assertThat(claude.at("/system/1")).isEqualTo(json("{\"cachePoint\":{\"type\":\"default\"}}"));
    assertThat(claude.at("/toolConfig/tools/1/cachePoint/ttl").asText()).isEqualTo("5m");
    assertThat(llama.toString()).doesNotContain("cachePoint");
    assertThat(dropped).isEmpty();
  }

  @Test
  void writesToolsWithASchemaOfAnObject() {
    JsonNode body =
        written(
            CLAUDE,
            Asked.of(user("?"))
                .tools(
                    new Tool.Function("a", " ", null, true, null),
                    new Tool.Function("b", "B.", json("{\"$defs\":{}}"), false, null),
                    new Tool.FreeText("c", "C.", json("{\"definition\":\"start: x\"}")),
                    new Tool.Hosted("web_search", json("{}")))
                .choice(new ToolChoice.Named("a"))
                .parallel(false));

    assertThat(body.path("toolConfig"))
        .isEqualTo(
            json(
                """
                {"tools":[
                  {"toolSpec":{"name":"a","inputSchema":{"json":{"type":"object","properties":{}}},"strict":true}},
                  {"toolSpec":{"name":"b","description":"B.","inputSchema":{"json":{"$defs":{},"type":"object","properties":{}}}}},
                  {"toolSpec":{"name":"c","description":"C.\\n\\nThe input follows this grammar:\\nstart: x",
                    "inputSchema":{"json":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}}}],
                 "toolChoice":{"tool":{"name":"a"}}}\
                """));
    assertThat(dropped).containsExactly("web_search", "parallel_tool_calls");
  }

  @Test
  void leavesToolsOutThatMustNotBeCalledIfTheHistoryAllowsThat() {
    JsonNode fresh =
        written(CLAUDE, Asked.of(user("?")).tools(WEATHER).choice(new ToolChoice.Never()));
    assertThat(fresh.has("toolConfig")).isFalse();
    assertThat(dropped).isEmpty();

    JsonNode later =
        written(
            CLAUDE,
            Asked.of(user("?"), model(call("c")), user(result("c")))
                .tools(WEATHER)
                .choice(new ToolChoice.Never()));
    assertThat(later.at("/toolConfig/tools")).hasSize(1);
    assertThat(later.at("/toolConfig").has("toolChoice")).isFalse();
    assertThat(dropped).containsExactly("tool_choice");
  }

  @Test
  void declaresToolsOfTheHistoryThatTheClientNoLongerDeclares() {
    JsonNode body =
        written(CLAUDE, Asked.of(user("?"), model(call("c")), user(result("c", new Text("18")))));

    assertThat(body.at("/toolConfig/tools/0/toolSpec/name").asText()).isEqualTo("get_weather");
  }

  @Test
  void writesASchemaOfTheAnswerAsTextAndNamesSomeObject() {
    Format schema = new Format.Schema("city", "A city.", json("{\"type\":\"object\"}"), true);

    JsonNode body = written(CLAUDE, Asked.of(user("?")).format(schema));
    assertThat(body.path("outputConfig"))
        .isEqualTo(
            json(
                """
                {"textFormat":{"type":"json_schema","structure":{"jsonSchema":
                  {"schema":"{\\"type\\":\\"object\\"}","name":"city","description":"A city."}}}}\
                """));
    assertThat(dropped).isEmpty();

    written(CLAUDE, Asked.of(user("?")).format(new Format.AnyJson()));
    assertThat(dropped).containsExactly("response_format");
  }

  @Test
  void namesWhatTheClientSaidAndNobodyHereKnows() {
    written(
        CLAUDE, Asked.of(user(new Content.Foreign("video", json("{}")))).leftover("logit_bias"));

    assertThat(dropped).containsExactly("video", "logit_bias");
  }

  private JsonNode written(String model, Asked asked) {
    Encoded encoded =
        new ConverseRequestEncoder()
            .encode(asked.conversation(), new Target(model, OptionalLong.empty(), 4096));
    dropped = encoded.dropped();
    try {
      return Json.MAPPER.readTree(encoded.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
