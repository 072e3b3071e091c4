package io.maas.protocol.openai.chat;

import static io.maas.protocol.openai.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.openai.Asked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestDecoderTest {

  private static final String USER = "{'role':'user','content':'hi'}";

  @Test
  void keepsInstructionsBeforeAllTurnsAndLaterOnesWhereTheyStand() {
    Conversation read =
        messages(
            "{'role':'system','content':'a'},{'role':'developer','content':'b'},"
                + USER
                + ",{'role':'system','content':'c'}");

    assertThat(read.system()).containsExactly(text("a"), text("b"));
    assertThat(read.turns())
        .containsExactly(
            new Turn(Role.USER, List.of(text("hi"))), new Turn(Role.SYSTEM, List.of(text("c"))));
  }

  @Test
  void letsTheUsersSideSayWhatToolsBrought() {
    Conversation read =
        messages(
            USER
                + ",{'role':'assistant','content':null,'tool_calls':["
                + "{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'c2','type':'function','function':{'name':'f','arguments':''}}]},"
                + "{'role':'tool','tool_call_id':'c2','content':'two'},"
                + "{'role':'tool','tool_call_id':'c1','content':[{'type':'text','text':'one'}]},"
                + USER);

    assertThat(read.turns().get(1).content())
        .containsExactly(
            new Content.ToolCall("c1", "f", "{}", null),
            new Content.ToolCall("c2", "f", "{}", null));
    assertThat(read.turns().get(2))
        .isEqualTo(
            new Turn(
                Role.USER,
                List.of(
                    new Content.ToolResult("c2", List.of(text("two")), false),
                    new Content.ToolResult("c1", List.of(text("one")), false),
                    text("hi"))));
  }

  @Test
  void givesIdsToTheCallsOfOldFunctions() {
    Conversation read =
        messages(
            USER
                + ",{'role':'assistant','content':null,'function_call':{'name':'f','arguments':'{}'}},"
                + "{'role':'function','name':'f','content':'one'}");

    Content.ToolCall call = (Content.ToolCall) read.turns().get(1).content().getFirst();
    Content.ToolResult result = (Content.ToolResult) read.turns().get(2).content().getFirst();
    assertThat(result.callId()).isEqualTo(call.id());
    assertThat(read.leftovers()).isEmpty();
  }

  @Test
  void readsPartsOfEveryKind() {
    Conversation read =
        messages(
            "{'role':'user','content':[{'type':'text','text':'t','cache_control':{'type':'ephemeral','ttl':'1h'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,QUJD','detail':'low'}},"
                + "{'type':'image_url','image_url':'https://example.com/a.png'},"
                + "{'type':'file','file':{'file_id':'file-1'}},"
                + "{'type':'file','file':{'filename':'a.pdf','file_data':'QUJD'}},"
                + "{'type':'input_audio','input_audio':{'data':'QQ==','format':'wav'}}]}");

    assertThat(read.turns().getFirst().content())
        .containsExactly(
            text("t"),
            new Content.CachePoint("1h"),
            new Content.Image(new Media.Inline("image/png", "QUJD"), "low"),
            new Content.Image(new Media.Remote("https://example.com/a.png", null), null),
            new Content.Document(new Media.Kept("file-1"), null),
            new Content.Document(new Media.Inline("application/pdf", "QUJD"), "a.pdf"),
            new Content.Foreign(
                "input_audio",
                json("{'type':'input_audio','input_audio':{'data':'QQ==','format':'wav'}}")));
  }

  @Test
  void readsWhatAnAssistantThoughtSaidAndRefused() {
    Conversation read =
        messages(
            "{'role':'assistant','reasoning_content':'hm','content':[{'type':'text','text':'yes'},"
                + "{'type':'refusal','refusal':'no'}],'annotations':[],'refusal':null}");

    assertThat(read.turns().getFirst().content())
        .containsExactly(new Content.Thought("hm", null), text("yes"), new Content.Declined("no"));
    assertThat(read.leftovers()).isEmpty();
  }

  @Test
  void takesTheLesserOfTwoBounds() {
    Conversation read = body("'max_tokens':7,'max_completion_tokens':5");

    assertThat(read.sampling().maxTokens()).hasValue(5);
  }

  @Test
  void readsToolsOldAndNew() {
    Conversation read =
        body(
            "'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':{'type':'object'}},"
                + "'cache_control':{'type':'ephemeral'}},"
                + "{'type':'custom','custom':{'name':'p','format':{'type':'grammar','grammar':{'syntax':'lark','definition':'start'}}}},"
                + "{'type':'web_search'}],'functions':[{'name':'g'}],'function_call':{'name':'g'}");

    assertThat(read.tools())
        .containsExactly(
            new Tool.Function(
                "f", null, json("{'type':'object'}"), true, new Content.CachePoint(null)),
            new Tool.FreeText(
                "p", null, json("{'type':'grammar','syntax':'lark','definition':'start'}")),
            new Tool.Hosted("web_search", json("{'type':'web_search'}")),
            new Tool.Function("g", null, null, null, null));
    assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Named("g"));
  }

  @Test
  void leavesAwayToolsThatAreNotAllowed() {
    Conversation read =
        body(
            "'tools':[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'g'}}],"
                + "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required',"
                + "'tools':[{'type':'function','function':{'name':'g'}}]}}");

    assertThat(read.tools()).containsExactly(new Tool.Function("g", null, null, null, null));
    assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Required());
  }

  @Test
  void keepsWhatItDoesNotKnowWithItsPath() {
    Conversation read =
        body("'logit_bias':{'5':1},'logprobs':false,'metadata':{'a':'b'},'brand_new':{'x':1}");

    assertThat(read.leftovers())
        .containsExactly(
            new Leftover("logit_bias", json("{'5':1}")),
            new Leftover("brand_new", json("{'x':1}")));
    assertThat(messages("{'role':'user','content':'hi','mood':'good'}").leftovers())
        .extracting(Leftover::name)
        .containsExactly("messages[0].mood");
  }

  @Test
  void takesNoEffortForThinkingOff() {
    assertThat(body("'reasoning_effort':'none'").thinking()).isEqualTo(new Thinking.Off());
    assertThat(body("'reasoning_effort':'low'").thinking()).isEqualTo(new Thinking.Effort("low"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'messages':[]} | messages: an array (expected: an array of at least one message)",
        "{'messages':'hi'} | messages: hi (expected: an array)",
        "{'messages':[3]} | messages[0]: 3 (expected: an object)",
        "{'messages':[{'role':'user','content':5}]} | messages[0].content: 5 (expected: a string or an array of parts)",
        "{'messages':[{'role':'robot','content':'x'}]} | messages[0].role: robot (expected: system, developer, user, assistant, tool or function)",
        "{'messages':[{'role':'tool','content':'x'}]} | messages[0].tool_call_id: nothing (expected: a string)",
        "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png,x'}}]}]} | messages[0].content[0].image_url.url: data:image/png,x (expected: data:<media type>;base64,<data>)",
        "{'messages':[{'role':'user','content':'x'}],'temperature':'hot'} | temperature: hot (expected: a number)",
        "{'messages':[{'role':'user','content':'x'}],'stop':[1]} | stop[0]: 1 (expected: a string)",
        "{'messages':[{'role':'user','content':'x'}],'tool_choice':'maybe'} | tool_choice: maybe (expected: auto, none, required, or a tool)",
        "[] | body: not an object (expected: a JSON object)",
        "{ | body: no JSON (expected: valid JSON)"
      })
  void saysWhatItFoundAndWhatItExpected(String body, String message) {
    assertThat(Asked.refusal(new ChatRequestDecoder(), body).message()).isEqualTo(message);
  }

  private static Content text(String text) {
    return new Content.Text(text);
  }

  private static Conversation messages(String messages) {
    return Asked.read(new ChatRequestDecoder(), "{'model':'m','messages':[" + messages + "]}");
  }

  private static Conversation body(String fields) {
    return Asked.read(
        new ChatRequestDecoder(), "{'model':'m','messages':[" + USER + "]," + fields + "}");
  }
}
