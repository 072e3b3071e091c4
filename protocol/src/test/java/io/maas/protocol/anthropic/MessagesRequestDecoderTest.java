package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal.BadRequest;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesRequestDecoderTest {

  @Test
  void readsTextsAndBlocksAlike() {
    Conversation read =
        read(
            "'system':'Be brief.','messages':[{'role':'user','content':'Hi'},"
                + "{'role':'assistant','content':[{'type':'text','text':'Hello'}]}]");

    assertThat(read.system()).containsExactly(text("Be brief."));
    assertThat(read.turns())
        .containsExactly(
            new Turn(Role.USER, List.of(text("Hi"))),
            new Turn(Role.ASSISTANT, List.of(text("Hello"))));
    assertThat(read.stream()).isFalse();
    assertThat(read.usageAsked()).isTrue();
    assertThat(read.leftovers()).isEmpty();
  }

  @Test
  void putsACachePointBehindTheBlockThatAsksForIt() {
    Conversation read =
        read(
            "'system':[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}}],"
                + "'tools':[{'name':'f','cache_control':{'type':'ephemeral'}}],"
                + "'messages':[{'role':'user','content':[{'type':'text','text':'b',"
                + "'cache_control':{'type':'ephemeral'}},{'type':'text','text':'c'}]}]");

    assertThat(read.system()).containsExactly(text("a"), new CachePoint("1h"));
    assertThat(only(read)).containsExactly(text("b"), new CachePoint(null), text("c"));
    assertThat(((Tool.Function) read.tools().getFirst()).cachePoint())
        .isEqualTo(new CachePoint(null));
  }

  @Test
  void takesACachePointOfTheWholeBodyForOneBehindTheLastBlock() {
    Conversation read =
        read(
            "'cache_control':{'type':'ephemeral'},"
                + "'messages':[{'role':'user','content':'a'},{'role':'user','content':'b'}]");

    assertThat(read.turns().getLast().content()).containsExactly(text("b"), new CachePoint(null));
    assertThat(read.leftovers()).isEmpty();
  }

  @Test
  void readsPicturesAndFilesWhereverTheyAre() {
    assertThat(
            blocks(
                "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA'}},"
                    + "{'type':'image','source':{'type':'url','url':'https://x/y'}},"
                    + "{'type':'image','source':{'type':'file','file_id':'f1'}},"
                    + "{'type':'document','title':'t','source':"
                    + "{'type':'base64','media_type':'application/pdf','data':'BB'}},"
                    + "{'type':'document','source':{'type':'url','url':'https://x/z'}}"))
        .containsExactly(
            new Content.Image(new Media.Inline("image/png", "AA"), null),
            new Content.Image(new Media.Remote("https://x/y", null), null),
            new Content.Image(new Media.Kept("f1"), null),
            new Content.Document(new Media.Inline("application/pdf", "BB"), "t"),
            new Content.Document(new Media.Remote("https://x/z", null), null));
  }

  @Test
  void readsDocumentsAndSearchHitsOfTextAsTexts() {
    assertThat(
            blocks(
                "{'type':'document','title':'t','source':"
                    + "{'type':'text','media_type':'text/plain','data':'d'}},"
                    + "{'type':'document','source':"
                    + "{'type':'content','content':[{'type':'text','text':'e'}]}},"
                    + "{'type':'search_result','title':'h','source':'s',"
                    + "'content':[{'type':'text','text':'f'}]}"))
        .containsExactly(text("t\n\nd"), text("e"), text("h\ns"), text("f"));
  }

  @Test
  void readsCallsAndTheirResultsByTheirIds() {
    Conversation read =
        read(
            "'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'f',"
                + "'input':{'a':[1,2.5]}},{'type':'tool_use','id':'t2','name':'g','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t2'},"
                + "{'type':'tool_result','tool_use_id':'t1','is_error':true,"
                + "'content':[{'type':'text','text':'x'},"
                + "{'type':'image','source':{'type':'url','url':'u'}}]}]}]");

    assertThat(read.turns().getFirst().content())
        .containsExactly(
            new Content.ToolCall("t1", "f", "{\"a\":[1,2.5]}", null),
            new Content.ToolCall("t2", "g", "{}", null));
    assertThat(read.turns().getLast().content())
        .containsExactly(
            new Content.ToolResult("t2", List.of(), false),
            new Content.ToolResult(
                "t1",
                List.of(text("x"), new Content.Image(new Media.Remote("u", null), null)),
                true));
  }

  @Test
  void readsAToolReferenceAsATextThatNamesTheTool() {
    assertThat(
            blocks(
                "{'type':'tool_result','tool_use_id':'t1',"
                    + "'content':[{'type':'tool_reference','tool_name':'WebFetch'}]}"))
        .containsExactly(
            new Content.ToolResult("t1", List.of(text("Tool found: WebFetch")), false));
  }

  @Test
  void readsThoughtsWithTheirSignatures() {
    assertThat(
            blocks(
                "{'type':'thinking','thinking':'a','signature':'s'},"
                    + "{'type':'thinking','thinking':'b','signature':''},"
                    + "{'type':'redacted_thinking','data':'d'}"))
        .containsExactly(
            new Content.Thought("a", "s"),
            new Content.Thought("b", null),
            new Content.SealedThought("d"));
  }

  @Test
  void givesTheSignatureOfACallBackToTheCall() {
    String signature = CallSignature.wrapped("sig");

    assertThat(
            blocks(
                "{'type':'thinking','thinking':'','signature':'"
                    + signature
                    + "'},{'type':'tool_use','id':'t1','name':'f','input':{}}"))
        .containsExactly(new Content.ToolCall("t1", "f", "{}", "sig"));
  }

  @Test
  void keepsWhatOnlyItsOwnDialectKnows() {
    List<Content> content =
        blocks("{'type':'server_tool_use','id':'s1','name':'web_search','input':{}}");

    assertThat(content).hasSize(1);
    assertThat(((Content.Foreign) content.getFirst()).type()).isEqualTo("server_tool_use");
  }

  @Test
  void readsAnInstructionInTheMiddle() {
    Conversation read =
        read(
            "'messages':[{'role':'user','content':'a'},{'role':'system','content':'b'},"
                + "{'role':'user','content':'c'}]");

    assertThat(read.turns())
        .extracting(Turn::role)
        .containsExactly(Role.USER, Role.SYSTEM, Role.USER);
  }

  @Test
  void leavesOutTheBlockForTheProvidersBooks() {
    Conversation read =
        read(
            "'system':[{'type':'text','text':'x-anthropic-billing-header: cc_version=2;'},"
                + "{'type':'text','text':'Be brief.'}],'messages':[]");

    assertThat(read.system()).containsExactly(text("Be brief."));
    assertThat(read.leftovers()).isEmpty();
  }

  @Test
  void readsFunctionsAndHostedTools() {
    Conversation read =
        read(
            "'tools':[{'name':'f','description':'d','input_schema':{'type':'object'},"
                + "'strict':true,'defer_loading':true,'eager_input_streaming':true},"
                + "{'type':'custom','name':'g','defer_loading':false},"
                + "{'type':'web_search_20250305','name':'web_search'}],'messages':[]");

    assertThat(read.tools().getFirst())
        .isEqualTo(new Tool.Function("f", "d", MessagesJson.tree("{'type':'object'}"), true, null));
    assertThat(read.tools().get(1)).isEqualTo(new Tool.Function("g", null, null, null, null));
    assertThat(((Tool.Hosted) read.tools().get(2)).type()).isEqualTo("web_search_20250305");
    assertThat(read.leftovers())
        .extracting(Leftover::name)
        .containsExactly("tools[].defer_loading");
  }

  @Test
  void readsWhetherToolsMayBeCalled() {
    assertThat(choice("{'type':'auto'}").toolChoice()).isEqualTo(new ToolChoice.Auto());
    assertThat(choice("{'type':'any'}").toolChoice()).isEqualTo(new ToolChoice.Required());
    assertThat(choice("{'type':'none'}").toolChoice()).isEqualTo(new ToolChoice.Never());
    Conversation one = choice("{'type':'tool','name':'f','disable_parallel_tool_use':true}");
    assertThat(one.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
    assertThat(one.parallelCalls()).isFalse();
    assertThat(choice("{'type':'auto'}").parallelCalls()).isNull();
    assertThat(choice("{'type':'new'}").leftovers())
        .extracting(Leftover::name)
        .containsExactly("tool_choice");
  }

  private static Conversation choice(String choice) {
    return read("'messages':[],'tool_choice':" + choice);
  }

  @Test
  void readsHowMuchIsThought() {
    assertThat(thinking("'max_tokens':1")).isEqualTo(new Thinking.Unsaid());
    assertThat(thinking("'thinking':{'type':'disabled'}")).isEqualTo(new Thinking.Off());
    assertThat(thinking("'thinking':{'type':'enabled','budget_tokens':2048}"))
        .isEqualTo(new Thinking.Budget(2048));
    assertThat(thinking("'thinking':{'type':'adaptive','display':'omitted'}"))
        .isEqualTo(new Thinking.Adaptive());
    assertThat(thinking("'thinking':{'type':'adaptive'},'output_config':{'effort':'high'}"))
        .isEqualTo(new Thinking.Effort("high"));
    assertThat(thinking("'output_config':{'effort':'low'}")).isEqualTo(new Thinking.Effort("low"));
    assertThat(thinking("'thinking':{'type':'between_tools'}")).isEqualTo(new Thinking.Unsaid());
  }

  @Test
  void saysWhichOfTwoWordsOnThinkingIsLeftOver() {
    Conversation read =
        read(
            "'messages':[],'thinking':{'type':'enabled','budget_tokens':31999},"
                + "'output_config':{'effort':'medium'}");

    assertThat(read.thinking()).isEqualTo(new Thinking.Budget(31_999));
    assertThat(read.leftovers()).extracting(Leftover::name).containsExactly("output_config.effort");
  }

  private static Thinking thinking(String fields) {
    return read("'messages':[]," + fields).thinking();
  }

  @Test
  void readsTheFormNowAndAsItWas() {
    Format schema = new Format.Schema("output", null, MessagesJson.tree("{'type':'object'}"), null);
    String said = "{'type':'json_schema','schema':{'type':'object'}}";

    assertThat(read("'messages':[],'output_config':{'format':" + said + "}").format())
        .isEqualTo(schema);
    assertThat(read("'messages':[],'output_format':" + said).format()).isEqualTo(schema);
    assertThat(read("'messages':[]").format()).isEqualTo(new Format.Text());
  }

  @Test
  void readsHowTokensAreChosen() {
    Conversation read =
        read(
            "'messages':[],'max_tokens':9,'temperature':0.5,'top_p':0.9,'top_k':4,"
                + "'stop_sequences':['a','b'],'metadata':{'user_id':'u'},'stream':true");

    assertThat(read.sampling().maxTokens()).isEqualTo(OptionalLong.of(9));
    assertThat(read.sampling().temperature()).isEqualTo(0.5);
    assertThat(read.sampling().topP()).isEqualTo(0.9);
    assertThat(read.sampling().topK()).isEqualTo(4);
    assertThat(read.sampling().stop()).containsExactly("a", "b");
    assertThat(read.user()).isEqualTo("u");
    assertThat(read.stream()).isTrue();
  }

  @Test
  void countsTokensOfABodyWithoutABound() {
    assertThat(read("'messages':[]").sampling().maxTokens()).isEmpty();
  }

  @Test
  void leavesOverWhatNobodyKnowsAndRefusesNoneOfIt() {
    Conversation read =
        read(
            "'messages':[],'context_management':{},'container':'c','mcp_servers':[],"
                + "'thread':{'type':'create'},'brand_new':1,'nothing':null,"
                + "'service_tier':'auto','diagnostics':{},'output_config':{'task_budget':{}}");

    assertThat(read.leftovers())
        .extracting(Leftover::name)
        .containsExactly(
            "output_config.task_budget",
            "context_management",
            "container",
            "mcp_servers",
            "thread",
            "brand_new");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'max_tokens':1 | messages: missing (expected: an array of messages) | messages",
        "'messages':'x' | messages: x (expected: an array of messages) | messages",
        "'messages':[1] | messages[0]: 1 (expected: a message) | messages[0]",
        "'messages':[{'role':'bot'}] | messages[0].role: bot (expected: user, assistant or system)"
            + " | messages[0].role",
        "'messages':[{'role':'user','content':[{'type':'text'}]}] |"
            + " messages[0].content[0].text: missing (expected: a string) |"
            + " messages[0].content[0].text",
        "'messages':[{'role':'user','content':{}}] | messages[0].content: an object (expected: a"
            + " string or an array of blocks) | messages[0].content",
        "'messages':[],'temperature':'hot' | temperature: hot (expected: a number) | temperature",
        "'messages':[],'top_k':-1 | top_k: -1 (expected: an integer >= 0) | top_k",
        "'messages':[],'thinking':{'type':'enabled'} | thinking.budget_tokens: missing (expected:"
            + " an integer >= 0) | thinking.budget_tokens",
        "'messages':[],'tools':[{'input_schema':{}}] | tools[0].name: missing (expected: a string)"
            + " | tools[0].name",
      })
  void saysWhatIsWrongAndWhere(String fields, String message, String field) {
    assertThat(decode("{" + fields + "}"))
        .isEqualTo(new Decoded.Malformed(new BadRequest(message, field)));
  }

  @Test
  void refusesWhatIsNoObject() {
    for (String body : List.of("", "[]", "1", "{", "null", "\u0000")) {
      assertThat(decode(body)).as(body).isInstanceOf(Decoded.Malformed.class);
    }
  }

  private static Content text(String text) {
    return new Content.Text(text);
  }

  private static List<Content> blocks(String blocks) {
    return only(read("'messages':[{'role':'user','content':[" + blocks + "]}]"));
  }

  private static List<Content> only(Conversation conversation) {
    assertThat(conversation.turns()).hasSize(1);
    return conversation.turns().getFirst().content();
  }

  private static Conversation read(String fields) {
    Decoded decoded = decode("{'model':'m'," + fields + "}");
    assertThat(decoded).isInstanceOf(Decoded.Read.class);
    return ((Decoded.Read) decoded).conversation();
  }

  private static Decoded decode(String body) {
    return new MessagesRequestDecoder().decode(body.replace('\'', '"').getBytes(UTF_8));
  }
}
