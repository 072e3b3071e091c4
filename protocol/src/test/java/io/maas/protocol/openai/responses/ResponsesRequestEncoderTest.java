package io.maas.protocol.openai.responses;

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
import io.maas.protocol.openai.chat.ChatRequestDecoder;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResponsesRequestEncoderTest {

  @Test
  void storesNothingAndNamesWhatItCannotSay() {
    Encoded encoded =
        encode(
            Asked.read(
                new ChatRequestDecoder(),
                "{'messages':[{'role':'user','content':'hi'}],'n':2,'seed':1,'stop':'END','temperature':-1}"));

    assertThat(json(encoded.body()).path("store").booleanValue()).isFalse();
    assertThat(encoded.dropped()).containsExactly("temperature", "stop", "seed", "n");
  }

  @Test
  void raisesABoundThatOpenAiRefusesUnlessNoMoreIsAllowed() {
    Conversation asked =
        Asked.read(
            new ChatRequestDecoder(),
            "{'messages':[{'role':'user','content':'hi'}],'max_tokens':5}");

    Encoded raised = encode(asked);
    Encoded strict =
        new ResponsesRequestEncoder().encode(asked, new Target("m", OptionalLong.of(9), 4096));

    assertThat(json(raised.body()).path("max_output_tokens").longValue()).isEqualTo(16);
    assertThat(raised.dropped()).containsExactly("max_output_tokens");
    assertThat(json(strict.body()).path("max_output_tokens").longValue()).isEqualTo(5);
  }

  @Test
  void tellsThatAnAssistantsPictureIsLeftOut() {
    Content.Image sky = new Content.Image(new Media.Remote("https://example.com/a", null), null);

    Encoded encoded =
        encode(said(new Thinking.Unsaid(), Role.ASSISTANT, new Content.Text("a"), sky));

    assertThat(encoded.dropped()).containsExactly("image");
  }

  @Test
  void saysThatASchemaIsNotStrictWhereNobodySaidSo() {
    JsonNode tools =
        body(Asked.read(
                new ChatRequestDecoder(),
                "{'messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'f'}}]}"))
            .path("tools");

    assertThat(tools)
        .isEqualTo(
            json(
                "[{'type':'function','name':'f','parameters':{'type':'object','properties':{}},'strict':false}]"));
  }

  @Test
  void givesSignedAndSealedThoughtsBackAndKeepsOthers() {
    Conversation asked =
        said(
            new Thinking.Unsaid(),
            Role.ASSISTANT,
            new Content.Thought("unsigned", null),
            new Content.Thought("hm", "sig"),
            new Content.SealedThought("sealed"),
            new Content.Text("a"));

    JsonNode body = body(asked);

    assertThat(body.path("input"))
        .isEqualTo(
            json(
                "[{'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}],'encrypted_content':'sig'},"
                    + "{'type':'reasoning','summary':[],'encrypted_content':'sealed'},"
                    + "{'type':'message','role':'assistant','content':'a'}]"));
    assertThat(body.path("include")).isEqualTo(json("['reasoning.encrypted_content']"));
  }

  @Test
  void asksForThoughtsOnlyWhereTheClientSpokeOfThem() {
    JsonNode unsaid = body(said(new Thinking.Unsaid(), Role.USER, new Content.Text("q")));
    JsonNode budget = body(said(new Thinking.Budget(10_000), Role.USER, new Content.Text("q")));
    JsonNode adaptive = body(said(new Thinking.Adaptive(), Role.USER, new Content.Text("q")));

    assertThat(unsaid.has("include")).isFalse();
    assertThat(unsaid.has("reasoning")).isFalse();
    assertThat(budget.path("reasoning")).isEqualTo(json("{'effort':'high','summary':'auto'}"));
    assertThat(adaptive.path("reasoning")).isEqualTo(json("{'summary':'auto'}"));
    assertThat(adaptive.has("include")).isTrue();
  }

  @Test
  void writesResultsWithPicturesAndFailures() {
    Content.Image sky = new Content.Image(new Media.Remote("https://example.com/a", null), "low");

    JsonNode input =
        body(said(
                new Thinking.Unsaid(),
                Role.USER,
                new Content.ToolResult("c1", List.of(sky), false),
                new Content.ToolResult("c2", List.of(new Content.Text("no")), true),
                new Content.Document(new Media.Kept("file-1"), null)))
            .path("input");

    assertThat(input)
        .isEqualTo(
            json(
                "[{'type':'function_call_output','call_id':'c1','output':[{'type':'input_image','image_url':'https://example.com/a','detail':'low'}]},"
                    + "{'type':'function_call_output','call_id':'c2','output':'Error: no'},"
                    + "{'type':'message','role':'user','content':[{'type':'input_file','file_id':'file-1'}]}]"));
  }

  @Test
  void writesCallsOfToolsThatTakeFreeTextAsSuch() {
    JsonNode body =
        body(
            Asked.read(
                new ChatRequestDecoder(),
                "{'messages':[{'role':'assistant','tool_calls':[{'id':'c1','type':'custom','custom':{'name':'p','input':'x'}}]},"
                    + "{'role':'tool','tool_call_id':'c1','content':'ok'}],'tools':[{'type':'custom','custom':{'name':'p'}}],"
                    + "'tool_choice':{'type':'custom','custom':{'name':'p'}}}"));

    assertThat(body.path("input"))
        .isEqualTo(
            json(
                "[{'type':'custom_tool_call','call_id':'c1','name':'p','input':'x'},"
                    + "{'type':'custom_tool_call_output','call_id':'c1','output':'ok'}]"));
    assertThat(body.path("tool_choice")).isEqualTo(json("{'type':'custom','name':'p'}"));
  }

  private static Conversation said(Thinking thinking, Role role, Content... content) {
    Conversation plain =
        Asked.read(new ChatRequestDecoder(), "{'messages':[{'role':'user','content':'hi'}]}");
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
        thinking,
        null,
        null,
        List.of());
  }

  private static Encoded encode(Conversation conversation) {
    return new ResponsesRequestEncoder().encode(conversation, Asked.TARGET);
  }

  private static JsonNode body(Conversation conversation) {
    return json(encode(conversation).body());
  }
}
