package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolCallTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
        "properties":{"city":{"type":"string"},"unit":{"enum":["C","F"]},"days":{"type":"integer"}},
        "required":["city","unit"]}}},
        {"type":"function","function":{"name":"get_time"}}]
      """;

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @Test
  void callsTheToolThatTheUserNames() {
    var reply = simulator.postJson(CHAT, chat("Call get_weather for Paris!", TOOLS));

    var choice = reply.at("/choices/0");
    assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(choice.at("/message/content").isNull()).isTrue();
    var call = choice.at("/message/tool_calls/0");
    assertThat(call.path("id").asText()).startsWith("call_");
    assertThat(call.path("type").asText()).isEqualTo("function");
    assertThat(call.at("/function/name").asText()).isEqualTo("get_weather");
    assertThat(RunningSimulator.json(call.at("/function/arguments").asText()).toString())
        .isEqualTo("{\"city\":\"Paris\",\"unit\":\"C\"}");
  }

  @Test
  void answersWithWordsWhereNoToolIsNamed() {
    var reply = simulator.postJson(CHAT, chat("How are the trees?", TOOLS));

    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(reply.at("/choices/0/message/tool_calls")).isEmpty();
  }

  @Test
  void callsTheToolThatIsForced() {
    var forced = "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_time\"}}";

    var reply = simulator.postJson(CHAT, chat("How are the trees?", TOOLS, forced));

    assertThat(reply.at("/choices/0/message/tool_calls/0/function/name").asText())
        .isEqualTo("get_time");
    assertThat(reply.at("/choices/0/message/tool_calls/0/function/arguments").asText())
        .isEqualTo("{}");
  }

  @Test
  void callsSomeToolWhereOneIsRequired() {
    var reply = simulator.postJson(CHAT, chat("Trees?", TOOLS, "\"tool_choice\":\"required\""));

    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
  }

  @Test
  void callsNoneWhereNoneIsAllowed() {
    var reply = simulator.postJson(CHAT, chat("get_weather!", TOOLS, "\"tool_choice\":\"none\""));

    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void answersWithWordsOnceTheToolHasAnswered() {
    var conversation =
        """
        {"model":"test-model","messages":[
          {"role":"user","content":"Call get_weather for Paris"},
          {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
            "function":{"name":"get_weather","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"call_1","content":"sunny"}],
        """
            + TOOLS
            + "}";

    var reply = simulator.postJson(CHAT, conversation);

    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void aStreamedCallSendsItsNameOnceAndItsArgumentsInPieces() {
    var body = chat("Call get_weather for Paris", TOOLS);
    var whole = simulator.postJson(CHAT, body);

    var events =
        simulator.stream(
            CHAT,
            chat(
                "Call get_weather for Paris",
                TOOLS,
                "\"stream\":true",
                "\"stream_options\":{\"include_usage\":true}"));

    var arguments = new StringBuilder();
    int names = 0;
    for (var chunk : events.chunks()) {
      var function = chunk.at("/choices/0/delta/tool_calls/0/function");
      names += function.has("name") ? 1 : 0;
      arguments.append(function.path("arguments").asText(""));
    }
    assertThat(names).isEqualTo(1);
    assertThat(arguments.toString())
        .isEqualTo(whole.at("/choices/0/message/tool_calls/0/function/arguments").asText());
    assertThat(events.finishReasons()).containsExactly("tool_calls");
    assertThat(events.usages().getLast()).isEqualTo(whole.path("usage"));
  }

  @Test
  void theDefinitionsOfToolsAreAPartOfThePrompt() {
    var without = simulator.postJson(CHAT, chat("How are the trees?"));
    var with = simulator.postJson(CHAT, chat("How are the trees?", TOOLS));

    int tools =
        with.at("/usage/prompt_tokens").asInt() - without.at("/usage/prompt_tokens").asInt();
    assertThat(tools).isBetween(40, TOOLS.length());
  }
}
