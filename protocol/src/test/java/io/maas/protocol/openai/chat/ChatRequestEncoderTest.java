package io.maas.protocol.openai.chat;

import static io.maas.protocol.openai.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.openai.Asked;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatRequestEncoderTest {

  @Test
  void asksForUsageInEveryStream() {
    assertThat(encode(asked("'stream':true")).path("stream_options"))
        .isEqualTo(json("{'include_usage':true}"));
    assertThat(encode(asked("'n':1")).has("stream_options")).isFalse();
  }

  @Test
  void boundsTheAnswerByWhatWasAllowed() {
    Target target = new Target("m", OptionalLong.of(9), 4096);

    JsonNode engine = body(new ChatRequestEncoder().encode(asked("'max_tokens':100"), target));
    JsonNode openai =
        body(
            new ChatRequestEncoder()
                .encode(asked("'max_tokens':5"), new Target("gpt-5.5", OptionalLong.of(9), 4096)));

    assertThat(engine.path("max_tokens").longValue()).isEqualTo(9);
    assertThat(openai.path("max_completion_tokens").longValue()).isEqualTo(5);
    assertThat(openai.has("max_tokens")).isFalse();
  }

  @Test
  void movesANumberToItsBoundAndTellsThat() {
    Encoded encoded =
        new ChatRequestEncoder().encode(asked("'temperature':3,'top_p':0.5"), Asked.TARGET);

    assertThat(body(encoded).path("temperature").doubleValue()).isEqualTo(2);
    assertThat(encoded.dropped()).containsExactly("temperature");
  }

  @Test
  void tellsWhatItCannotSay() {
    Conversation asked =
        said(
            Role.USER,
            new Content.Image(new Media.Kept("file-1"), null),
            new Content.Document(new Media.Remote("https://example.com/a.pdf", null), null),
            new Content.Foreign("video_url", json("{}")));

    Encoded encoded = new ChatRequestEncoder().encode(asked, Asked.TARGET);

    assertThat(encoded.dropped()).containsExactly("image", "document", "video_url");
  }

  @Test
  void writesTextAsOneString() {
    JsonNode message =
        messages(said(Role.USER, new Content.Text("a"), new Content.Text("b"))).get(0);

    assertThat(message).isEqualTo(json("{'role':'user','content':'a\\n\\nb'}"));
  }

  @Test
  void putsPicturesOfToolsIntoTheMessageAfterThem() {
    Content.Image sky = new Content.Image(new Media.Inline("image/png", "QUJD"), null);

    JsonNode messages =
        messages(
            said(
                Role.USER,
                new Content.ToolResult("c1", List.of(new Content.Text("sky"), sky), false),
                new Content.ToolResult("c2", List.of(new Content.Text("no city")), true)));

    assertThat(messages)
        .isEqualTo(
            json(
                "[{'role':'tool','tool_call_id':'c1','content':'sky'},"
                    + "{'role':'tool','tool_call_id':'c2','content':'Error: no city'},"
                    + "{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,QUJD'}}]}]"));
  }

  @Test
  void leavesThoughtsOutOfTheHistory() {
    JsonNode messages =
        messages(
            said(
                Role.ASSISTANT,
                new Content.Thought("hm", "sig"),
                new Content.SealedThought("x"),
                new Content.ToolCall("c1", "f", "{}", "gemini")));

    assertThat(messages)
        .isEqualTo(
            json(
                "[{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                    + "'function':{'name':'f','arguments':'{}'},"
                    + "'extra_content':{'google':{'thought_signature':'gemini'}}}]}]"));
  }

  @Test
  void makesAFunctionOfAToolThatTakesFreeText() {
    JsonNode body =
        encode(
            asked(
                "'tools':[{'type':'custom','custom':{'name':'p','description':'Patches','format':"
                    + "{'type':'grammar','grammar':{'syntax':'lark','definition':'start: x'}}}}]"));

    assertThat(body.path("tools").get(0))
        .isEqualTo(
            json(
                "{'type':'function','function':{'name':'p','description':'Patches','parameters':{'type':'object',"
                    + "'properties':{'input':{'type':'string','description':'Follows this lark grammar:\\nstart: x'}},"
                    + "'required':['input']}}}"));
  }

  @Test
  void saysNothingOfAChoiceAmongNoTools() {
    JsonNode body = encode(asked("'tool_choice':'none','parallel_tool_calls':false"));

    assertThat(body.has("tool_choice")).isFalse();
    assertThat(body.has("parallel_tool_calls")).isFalse();
  }

  @Test
  void saysABudgetOfThoughtsInTheNearestWord() {
    assertThat(effort(new Thinking.Budget(1024))).isEqualTo("low");
    assertThat(effort(new Thinking.Budget(8192))).isEqualTo("medium");
    assertThat(effort(new Thinking.Budget(31_999))).isEqualTo("high");
    assertThat(effort(new Thinking.Effort("max"))).isEqualTo("high");
    assertThat(effort(new Thinking.Off())).isEqualTo("none");
    assertThat(effort(new Thinking.Adaptive())).isNull();
  }

  private static String effort(Thinking thinking) {
    Conversation plain = asked("'n':1");
    Conversation thinks =
        new Conversation(
            false,
            false,
            plain.system(),
            plain.turns(),
            plain.tools(),
            null,
            null,
            plain.sampling(),
            plain.format(),
            thinking,
            null,
            null,
            List.of());
    return encode(thinks).path("reasoning_effort").textValue();
  }

  private static Conversation asked(String fields) {
    return Asked.read(
        new ChatRequestDecoder(),
        "{'model':'m','messages':[{'role':'user','content':'hi'}]," + fields + "}");
  }

  private static Conversation said(Role role, Content... content) {
    Conversation plain = asked("'n':1");
    return new Conversation(
        false,
        false,
        List.of(),
        List.of(new Turn(role, List.of(content))),
        List.of(),
        null,
        null,
        plain.sampling(),
        plain.format(),
        plain.thinking(),
        null,
        null,
        List.of());
  }

  private static JsonNode messages(Conversation conversation) {
    return encode(conversation).path("messages");
  }

  private static JsonNode encode(Conversation conversation) {
    return body(new ChatRequestEncoder().encode(conversation, Asked.TARGET));
  }

  private static JsonNode body(Encoded encoded) {
    return json(encoded.body());
  }
}
