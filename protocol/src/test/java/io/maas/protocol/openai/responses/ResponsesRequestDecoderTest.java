package io.maas.protocol.openai.responses;

import static io.maas.protocol.openai.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
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

class ResponsesRequestDecoderTest {

  @Test
  void readsInstructionsAndAStringAsInput() {
    Conversation read = body("'input':'hi','instructions':'be brief','stream':true");

    assertThat(read.system()).containsExactly(text("be brief"));
    assertThat(read.turns()).containsExactly(new Turn(Role.USER, List.of(text("hi"))));
    assertThat(read.stream()).isTrue();
    assertThat(read.usageAsked()).isTrue();
  }

  @Test
  void gathersItemsOfOneSideIntoATurn() {
    Conversation read =
        input(
            "{'role':'developer','content':'d'},{'role':'user','content':[{'type':'input_text','text':'q'}]},"
                + "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'hm'}],'encrypted_content':'sig'},"
                + "{'type':'reasoning','summary':[],'encrypted_content':'sealed'},"
                + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'a','annotations':[]},"
                + "{'type':'refusal','refusal':'no'}],'phase':'commentary'},"
                + "{'type':'function_call','call_id':'c1','name':'f','arguments':'{}','status':'completed'},"
                + "{'type':'function_call_output','call_id':'c1','output':'one'},"
                + "{'type':'message','role':'user','content':'more'}");

    assertThat(read.system()).containsExactly(text("d"));
    assertThat(read.turns())
        .containsExactly(
            new Turn(Role.USER, List.of(text("q"))),
            new Turn(
                Role.ASSISTANT,
                List.of(
                    new Content.Thought("hm", "sig"),
                    new Content.SealedThought("sealed"),
                    text("a"),
                    new Content.Declined("no"),
                    new Content.ToolCall("c1", "f", "{}", null))),
            new Turn(
                Role.USER,
                List.of(new Content.ToolResult("c1", List.of(text("one")), false), text("more"))));
    assertThat(read.leftovers()).isEmpty();
  }

  @Test
  void takesAnEmptyTextForASignedThoughtAndNoTextForASealedOne() {
    Conversation read =
        input(
            "{'type':'reasoning','summary':[{'type':'summary_text','text':''}],'encrypted_content':'sig'},"
                + "{'type':'reasoning','summary':[],'encrypted_content':'sealed'},"
                + "{'type':'reasoning','summary':[]}");

    assertThat(read.turns().getFirst().content())
        .containsExactly(new Content.Thought("", "sig"), new Content.SealedThought("sealed"));
  }

  @Test
  void readsCallsOfToolsThatTakeFreeText() {
    Conversation read =
        input(
            "{'type':'custom_tool_call','call_id':'c1','name':'p','input':'a\\nb'},"
                + "{'type':'custom_tool_call_output','call_id':'c1','output':[{'type':'input_text','text':'ok'},"
                + "{'type':'input_image','image_url':'data:image/png;base64,QUJD'}]}");

    assertThat(read.turns().getFirst().content())
        .containsExactly(new Content.ToolCall("c1", "p", "{\"input\":\"a\\nb\"}", null));
    assertThat(read.turns().get(1).content())
        .containsExactly(
            new Content.ToolResult(
                "c1",
                List.of(text("ok"), new Content.Image(new Media.Inline("image/png", "QUJD"), null)),
                false));
  }

  @Test
  void givesToolsOfANamespaceItsName() {
    Conversation read =
        body(
            "'input':[{'type':'additional_tools','role':'developer','tools':[{'type':'namespace','name':'b','description':'','tools':[{'type':'custom','name':'exec'}]}]},"
                + "{'type':'function_call','call_id':'c','namespace':'a','name':'f','arguments':''}],"
                + "'tools':[{'type':'namespace','name':'a','tools':[{'type':'function','name':'f'}]}],"
                + "'tool_choice':{'type':'function','namespace':'a','name':'f'}");

    assertThat(read.tools())
        .containsExactly(
            new Tool.Function("a__f", null, null, null, null, "a"),
            new Tool.FreeText("b__exec", null, null, "b"));
    assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Named("a__f"));
    assertThat(read.turns().getFirst().content())
        .containsExactly(new Content.ToolCall("c", "a__f", "{}", null));
  }

  @Test
  void keepsWhatAProviderBringsAlong() {
    Conversation read =
        body(
            "'input':[{'type':'web_search_call','id':'ws_1','status':'completed'},"
                + "{'type':'tool_search_output','call_id':'c'}],'tools':[{'type':'web_search'}]");

    assertThat(read.tools())
        .containsExactly(new Tool.Hosted("web_search", json("{'type':'web_search'}")));
    assertThat(read.turns()).extracting(Turn::role).containsExactly(Role.ASSISTANT, Role.USER);
  }

  @Test
  void leavesAwayToolsThatAreNotAllowed() {
    Conversation read =
        body(
            "'input':'hi','tools':[{'type':'function','name':'f'},{'type':'web_search'}],"
                + "'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'web_search'}]}");

    assertThat(read.tools())
        .containsExactly(new Tool.Hosted("web_search", json("{'type':'web_search'}")));
    assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Auto());
  }

  @Test
  void readsTheFormAndTheEffort() {
    Conversation read =
        body(
            "'input':'hi','text':{'format':{'type':'json_schema','name':'n','strict':true,'schema':{'type':'object'}},'verbosity':'low'},"
                + "'reasoning':{'effort':'high','summary':'auto'},'include':['reasoning.encrypted_content']");

    assertThat(read.format())
        .isEqualTo(new Format.Schema("n", null, json("{'type':'object'}"), true));
    assertThat(read.thinking()).isEqualTo(new Thinking.Effort("high"));
    assertThat(read.leftovers()).containsExactly(new Leftover("text.verbosity", json("'low'")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'input':'x','previous_response_id':'resp_1'} | previous_response_id: resp_1 (expected: none: nothing is stored here, send the whole conversation as input)",
        "{'input':'x','conversation':{'id':'c'}} | conversation: an object (expected: none: nothing is stored here, send the whole conversation as input)",
        "{'input':'x','background':true} | background: true (expected: false: nothing is stored here to be fetched later)",
        "{'input':[{'type':'item_reference','id':'rs_1'}]} | input[0].type: item_reference (expected: an item with its content: nothing is stored here)",
        "{'model':'m'} | input: nothing (expected: a string or an array of at least one item)",
        "{'input':[{'type':'function_call','name':'f'}]} | input[0].call_id: nothing (expected: a string)",
        "{'input':'x','tools':[{'type':'namespace','name':'a','tools':[{'type':'namespace','name':'b'}]}]} | tools[0].tools[0].type: namespace (expected: function or custom in a namespace)",
        "{'input':'x','text':'low'} | text: low (expected: an object)",
        "{'input':'x','reasoning':{'effort':3}} | reasoning.effort: 3 (expected: a string)"
      })
  void saysWhatItFoundAndWhatItExpected(String body, String message) {
    assertThat(Asked.refusal(new ResponsesRequestDecoder(), body).message()).isEqualTo(message);
  }

  private static Content text(String text) {
    return new Content.Text(text);
  }

  private static Conversation input(String items) {
    return body("'input':[" + items + "]");
  }

  private static Conversation body(String fields) {
    return Asked.read(new ResponsesRequestDecoder(), "{'model':'m'," + fields + "}");
  }
}
