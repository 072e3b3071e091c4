package io.maas.protocol.anthropic;

import static io.maas.protocol.anthropic.MessagesJson.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesRequestEncoderTest extends Asking {

  @Test
  void liftsInstructionsBeforeAllTurnsIntoTheSystemPrompt() {
    system = List.of(text("a"));
    turns = List.of(new Turn(Role.SYSTEM, List.of(text("b"))), user(text("c")));

    assertThat(body().path("system"))
        .isEqualTo(tree("[{'type':'text','text':'a'},{'type':'text','text':'b'}]"));
    assertThat(messages())
        .isEqualTo(tree("[{'role':'user','content':[{'type':'text','text':'c'}]}]"));
  }

  @Test
  void marksAnInstructionInTheMiddleOnTheUsersSide() {
    turns =
        List.of(
            user(text("a")),
            assistant(text("b")),
            new Turn(Role.SYSTEM, List.of(text("c"))),
            user(text("d")));

    assertThat(messages().get(2))
        .isEqualTo(
            tree(
                "{'role':'user','content':[{'type':'text',"
                    + "'text':'<system-reminder>\\nc\\n</system-reminder>'},"
                    + "{'type':'text','text':'d'}]}"));
  }

  @Test
  void mergesTurnsOfOneSideAndPutsResultsFirst() {
    turns =
        List.of(
            user(text("a")),
            user(text("b")),
            assistant(new Content.ToolCall("t1", "f", "{}", null)),
            assistant(new Content.ToolCall("t2", "f", "{}", null)),
            new Turn(Role.SYSTEM, List.of(text("s"))),
            user(text("c"), new Content.ToolResult("t2", List.of(text("x")), true)),
            user(new Content.ToolResult("t1", List.of(), false)));

    assertThat(messages()).hasSize(3);
    assertThat(messages().get(1).path("content")).hasSize(2);
    assertThat(messages().get(2).path("content").findValuesAsText("type"))
        .startsWith("tool_result", "text", "tool_result", "text", "text");
    assertThat(messages().get(2).path("content").get(0))
        .isEqualTo(
            tree(
                "{'type':'tool_result','tool_use_id':'t2','content':[{'type':'text','text':'x'}],"
                    + "'is_error':true}"));
  }

  @Test
  void letsTheUserBegin() {
    turns = List.of(assistant(text("Welcome!  ")));

    assertThat(messages())
        .isEqualTo(
            tree(
                "[{'role':'user','content':[{'type':'text','text':'(begin)'}]},"
                    + "{'role':'assistant','content':[{'type':'text','text':'Welcome!'}]}]"));

    turns = List.of(new Turn(Role.SYSTEM, List.of(text("Only this."))));
    assertThat(messages()).hasSize(1);
    assertThat(body().path("system")).hasSize(1);
  }

  @Test
  void leavesOutTextsThatSayNothing() {
    turns = List.of(user(text("a")), assistant(text(" ")), user(text(""), text("b")));

    assertThat(messages())
        .isEqualTo(
            tree(
                "[{'role':'user','content':[{'type':'text','text':'a'},"
                    + "{'type':'text','text':'b'}]}]"));
  }

  @Test
  void writesArgumentsToTheLetterAsAnObject() {
    turns = List.of(assistant(new Content.ToolCall("t1", "f", "{\"b\":1.50,\"a\":[]}", null)));

    String sent = new String(encode().body(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(sent).contains("\"input\":{\"b\":1.50,\"a\":[]}");
  }

  @Test
  void wrapsArgumentsThatAreNoObjectAndSaysSo() {
    for (String broken : List.of("{\"a\":", "[1]", "\"x\"", "{} {}", "x")) {
      turns = List.of(assistant(new Content.ToolCall("t1", "f", broken, null)));

      JsonNode input = messages().get(1).path("content").get(0).path("input");
      assertThat(input.path("input").asText()).isEqualTo(broken);
      assertThat(encode().dropped()).containsExactly("arguments that are no object");
    }
    turns = List.of(assistant(new Content.ToolCall("t1", "f", "", null)));
    assertThat(messages().get(1).path("content").get(0).path("input")).isEmpty();
    assertThat(encode().dropped()).isEmpty();
  }

  @Test
  void givesAToolOfFreeTextOneText() {
    tools = List.of(new Tool.FreeText("patch", "d", tree("{'type':'grammar','definition':'G'}")));
    turns =
        List.of(
            assistant(
                new Content.ToolCall("t1", "patch", "*** Begin", null),
                new Content.ToolCall("t2", "patch", "{\"input\":\"x\"}", null),
                new Content.ToolCall("t3", "patch", "{\"a\":1}", null)));

    assertThat(body().path("tools"))
        .isEqualTo(
            tree(
                "[{'name':'patch','description':'d\\n\\nThe input follows this grammar:\\nG',"
                    + "'input_schema':{'type':'object','properties':{'input':{'type':'string'}},"
                    + "'required':['input']}}]"));
    JsonNode calls = messages().get(1).path("content");
    assertThat(calls.get(0).path("input")).isEqualTo(tree("{'input':'*** Begin'}"));
    assertThat(calls.get(1).path("input")).isEqualTo(tree("{'input':'x'}"));
    assertThat(calls.get(2).path("input").path("input").asText()).isEqualTo("{\"a\":1}");
    assertThat(encode().dropped()).containsExactly("tools[].format");
  }

  @Test
  void rewritesIdsThatTheProviderRefuses() {
    turns =
        List.of(
            assistant(new Content.ToolCall("functions.f:0", "f", "{}", null)),
            user(new Content.ToolResult("functions.f:0", List.of(text("x")), false)));

    assertThat(messages().get(1).findValue("id").asText()).isEqualTo("functions_f_0");
    assertThat(messages().get(2).findValue("tool_use_id").asText()).isEqualTo("functions_f_0");
  }

  @Test
  void sendsBackOnlyThoughtsThatAreSigned() {
    turns =
        List.of(
            user(text("a")),
            assistant(
                new Content.Thought("x", "s"),
                new Content.Thought("y", null),
                new Content.SealedThought("z"),
                text("b")));

    assertThat(messages().get(1).path("content"))
        .isEqualTo(
            tree(
                "[{'type':'thinking','thinking':'x','signature':'s'},"
                    + "{'type':'redacted_thinking','data':'z'},{'type':'text','text':'b'}]"));
    assertThat(encode().dropped()).containsExactly("thinking without a signature");
  }

  @Test
  void writesPicturesAndFiles() {
    turns =
        List.of(
            user(
                new Content.Image(new Media.Inline("image/jpg", "AA"), "high"),
                new Content.Image(new Media.Remote("https://x", null), "auto"),
                new Content.Document(new Media.Inline("application/pdf", "BB"), "t"),
                new Content.Document(new Media.Inline("text/markdown", "aGk="), null),
                new Content.Document(new Media.Inline("application/zip", "CC"), null)));

    assertThat(messages().get(0).path("content"))
        .isEqualTo(
            tree(
                "[{'type':'image','source':{'type':'base64','media_type':'image/jpeg','data':'AA'}},"
                    + "{'type':'image','source':{'type':'url','url':'https://x'}},"
                    + "{'type':'document','source':{'type':'base64',"
                    + "'media_type':'application/pdf','data':'BB'},'title':'t'},"
                    + "{'type':'document','source':{'type':'text','media_type':'text/plain',"
                    + "'data':'hi'}}]"));
    assertThat(encode().dropped()).containsExactly("detail", "document application/zip");
  }

  @Test
  void marksTheBlockBeforeACachePoint() {
    system = List.of(text("a"), new CachePoint("1h"));
    tools = List.of(new Tool.Function("f", null, null, null, new CachePoint(null)));
    turns = List.of(user(new CachePoint(null), text("b"), new CachePoint(null)));

    assertThat(body().path("system").get(0).path("cache_control"))
        .isEqualTo(tree("{'type':'ephemeral','ttl':'1h'}"));
    assertThat(body().path("tools").get(0).path("cache_control"))
        .isEqualTo(tree("{'type':'ephemeral'}"));
    assertThat(messages().findValues("cache_control")).hasSize(1);
  }

  @Test
  void sendsTheLastFourCachePoints() {
    CachePoint point = new CachePoint(null);
    system = List.of(text("a"), point, text("b"), point);
    turns = List.of(user(text("c"), point, text("d"), point, text("e"), point));

    assertThat(body().findValues("cache_control")).hasSize(4);
    assertThat(body().path("system").get(0).has("cache_control")).isFalse();
  }

  @Test
  void writesToolsAndTheirChoice() {
    tools =
        List.of(
            WEATHER, new Tool.Function("g", null, tree("{'type':['object','null']}"), true, null));
    parallel = false;

    assertThat(body().path("tools"))
        .isEqualTo(
            tree(
                "[{'name':'f','description':'d','input_schema':{'type':'object'}},"
                    + "{'name':'g','input_schema':{'type':'object'},'strict':true}]"));
    assertThat(body().path("tool_choice"))
        .isEqualTo(tree("{'type':'auto','disable_parallel_tool_use':true}"));
    choice = new ToolChoice.Named("f");
    assertThat(body().path("tool_choice"))
        .isEqualTo(tree("{'type':'tool','name':'f','disable_parallel_tool_use':true}"));
    choice = new ToolChoice.Never();
    assertThat(body().path("tool_choice")).isEqualTo(tree("{'type':'none'}"));
    choice = new ToolChoice.Required();
    parallel = true;
    assertThat(body().path("tool_choice")).isEqualTo(tree("{'type':'any'}"));
  }

  @Test
  void namesToolsThatOnlyAnotherProviderHas() {
    tools = List.of(new Tool.Hosted("web_search", tree("{'type':'web_search'}")));
    choice = new ToolChoice.Required();

    assertThat(body().has("tools")).isFalse();
    assertThat(body().has("tool_choice")).isFalse();
    assertThat(encode().dropped()).containsExactly("web_search", "tool_choice");
  }

  @Test
  void writesHalfACharacterWithoutFailing() {
    turns =
        List.of(
            user(text("half \ud83d of one")),
            assistant(new Content.ToolCall("t1", "f", "{\"a\":\"\ud83d\"}", null)));

    assertThat(messages().findValue("input").path("a").asText()).isEqualTo("?");
  }
}
