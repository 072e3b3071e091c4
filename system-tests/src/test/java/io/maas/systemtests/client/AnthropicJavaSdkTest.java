package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.PaymentRequiredException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import io.maas.systemtests.client.Agent.Account;
import io.maas.systemtests.client.ScriptedEngine.Call;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What Anthropic's SDK for Java makes of an engine that speaks chat completions only, and of our
/// refusals. Every answer is held against the SDK's own idea of it.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicJavaSdkTest {

  private static final Call WEATHER = new Call("get_weather", "{\"city\":\"Paris\"}");

  private final ScriptedEngine engine = ScriptedEngine.start();
  private final AgentAccounts accounts;

  AnthropicJavaSdkTest(Site site) {
    accounts = AgentAccounts.open(site, engine, "anthropic-java");
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  void answers() {
    engine.greets();

    Message answer = ask(accounts.account(), question());

    assertThat(text(answer)).isEqualTo(ScriptedEngine.HELLO);
    assertThat(answer.stopReason()).contains(StopReason.END_TURN);
    assertThat(answer.usage().inputTokens()).isEqualTo(12);
    assertThat(answer.usage().outputTokens()).isEqualTo(5);
  }

  @Test
  void streamsACallOfAToolAndIsToldTheResult() {
    engine.calls(WEATHER);
    MessageCreateParams.Builder conversation = question().addTool(weather());

    Message called = stream(accounts.account(), conversation);
    ToolUseBlock call = called.content().getLast().asToolUse();
    ToolResultBlockParam result =
        ToolResultBlockParam.builder().toolUseId(call.id()).content("18 degrees").build();
    conversation
        .addMessage(called)
        .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(result)));
    Message answer = stream(accounts.account(), conversation);

    assertThat(called.stopReason()).contains(StopReason.TOOL_USE);
    assertThat(call._input()).isEqualTo(JsonValue.from(Map.of("city", "Paris")));
    assertThat(engine.told()).contains("18 degrees");
    assertThat(text(answer)).isEqualTo(ScriptedEngine.DONE + "18 degrees");
  }

  @Test
  void countsTokensWithoutAskingTheEngine() {
    engine.greets();
    AnthropicClient client = client(accounts.account());
    var wish =
        MessageCountTokensParams.builder().model(accounts.name()).addUserMessage("Hello").build();

    long tokens = client.messages().countTokens(wish).validate().inputTokens();

    assertThat(tokens).isPositive();
    assertThat(engine.asked()).isEmpty();
    client.close();
  }

  @Test
  void asksOnceWithARevokedKey() {
    try (Turnstile turnstile = Turnstile.before(accounts.site().maas().url(), () -> {})) {
      Account account = accounts.account(turnstile.url(), accounts.revoked());

      var error = catchThrowableOfType(UnauthorizedException.class, () -> ask(account, question()));

      assertThat(error).hasMessageContaining("invalid API key");
      assertThat(turnstile.statuses()).containsExactly(401);
    }
  }

  @Test
  void asksOnceWhenTheDaysLimitIsSpent() {
    Administrator.Key key = accounts.limited("anthropic-java-day", 1, "24h");
    try (Turnstile turnstile =
        Turnstile.before(accounts.site().maas().url(), () -> spend(key, 1))) {
      Account account = accounts.account(turnstile.url(), key);

      var error =
          catchThrowableOfType(PaymentRequiredException.class, () -> ask(account, question()));

      assertThat(error).hasMessageContaining("resets in");
      assertThat(turnstile.statuses()).containsExactly(402);
    }
  }

  @Test
  void waitsOutAShortLimit() {
    engine.greets();
    Administrator.Key key = accounts.limited("anthropic-java-moment", 1, "3s");
    try (Turnstile turnstile =
        Turnstile.before(accounts.site().maas().url(), () -> spend(key, 1))) {
      Message answer = ask(accounts.account(turnstile.url(), key), question());

      assertThat(text(answer)).isEqualTo(ScriptedEngine.HELLO);
      assertThat(turnstile.statuses()).containsExactly(429, 200);
    }
  }

  private void spend(Administrator.Key key, int times) {
    for (int i = 0; i < times; i++) {
      key.caller().post(Chat.PATH, Chat.of(accounts.name(), "Hello", 5)).expect(200);
    }
  }

  private MessageCreateParams.Builder question() {
    return MessageCreateParams.builder()
        .model(accounts.name())
        .maxTokens(100)
        .addUserMessage("Hello");
  }

  private static Tool weather() {
    var properties =
        Tool.InputSchema.Properties.builder()
            .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
            .build();
    var schema = Tool.InputSchema.builder().properties(properties).required(List.of("city"));
    return Tool.builder().name(WEATHER.tool()).inputSchema(schema.build()).build();
  }

  private static AnthropicClient client(Account account) {
    return AnthropicOkHttpClient.builder().baseUrl(account.url()).apiKey(account.key()).build();
  }

  private static Message ask(Account account, MessageCreateParams.Builder question) {
    AnthropicClient client = client(account);
    try {
      return client.messages().create(question.build()).validate();
    } finally {
      client.close();
    }
  }

  private static Message stream(Account account, MessageCreateParams.Builder question) {
    MessageAccumulator whole = MessageAccumulator.create();
    AnthropicClient client = client(account);
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(question.build())) {
      events.stream().map(RawMessageStreamEvent::validate).forEach(whole::accumulate);
    } finally {
      client.close();
    }
    return whole.message().validate();
  }

  private static String text(Message answer) {
    return answer.content().stream()
        .filter(ContentBlock::isText)
        .map(block -> block.asText().text())
        .findFirst()
        .orElse("");
  }
}
