package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.client.Agent.Account;
import io.maas.systemtests.client.Headless.Ran;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How often an agent asks until it gives up, or is served, when the gateway refuses it: a refusal
/// makes it stop rather than storm.
@Tag("real")
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedAgentsTest {

  private final Headless headless = AgentPackages.install();
  private final ScriptedEngine engine = ScriptedEngine.start();
  private final Path person = Headless.person();
  private final AgentAccounts accounts;

  RefusedAgentsTest(Site site) {
    accounts = AgentAccounts.open(site, engine, "refused-agents");
    engine.greets();
  }

  @AfterAll
  void stop() {
    engine.close();
    Headless.forget(person);
  }

  /// An agent, and how often it may ask: Codex asks five times more whatever it is told but a spent
  /// quota; OpenCode asks for a title beside the answer, and repeats neither.
  static Stream<Arguments> agents() {
    return Stream.of(
        Arguments.of(new ClaudeCode(), 1),
        Arguments.of(new Codex(), 6),
        Arguments.of(new OpenCode("@ai-sdk/openai-compatible"), 2),
        Arguments.of(new ContinueCli(), 1),
        Arguments.of(new Pi("openai-completions", "/v1"), 1));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void givesUpWithARevokedKey(Agent agent, int most) {
    List<Integer> statuses = statuses(agent, accounts.revoked(), () -> {});

    assertThat(statuses).isNotEmpty().hasSizeLessThanOrEqualTo(most).containsOnly(401);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void givesUpWhenTheDaysLimitIsSpent(Agent agent, int most) {
    Administrator.Key key = accounts.limited("refused-day-" + agent.command(), 1, "24h");

    List<Integer> statuses = statuses(agent, key, () -> ask(key, 1));

    boolean codex = agent instanceof Codex;
    assertThat(statuses)
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(codex ? 1 : most)
        .containsOnly(codex ? 429 : 402);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void waitsOutAShortLimit(Agent agent, int most) {
    Administrator.Key key = accounts.limited("refused-moment-" + agent.command(), 3, "3s");

    List<Integer> statuses = statuses(agent, key, () -> ask(key, 3));

    assertThat(Collections.frequency(statuses, 429)).isBetween(1, most);
  }

  /// OpenCode took the number in the name for a status, and asked until it was ended.
  @Test
  void givesUpOnAModelThatDoesNotExist() {
    OpenCode agent = new OpenCode("@ai-sdk/openai-compatible");
    Account account = accounts.account();

    try (Turnstile turnstile = Turnstile.before(account.url(), () -> {})) {
      Account wrong = new Account(turnstile.url(), account.key(), "no-model-429");
      Ran ran = headless.run(agent, wrong, person, "Say hello");

      assertThat(turnstile.statuses()).as(ran.toString()).hasSizeBetween(1, 2).containsOnly(404);
    }
  }

  private void ask(Administrator.Key key, int times) {
    for (int i = 0; i < times; i++) {
      key.caller().post(Chat.PATH, Chat.of(accounts.name(), "Hello", 5)).expect(200);
    }
  }

  private List<Integer> statuses(Agent agent, Administrator.Key key, Runnable before) {
    try (Turnstile turnstile = Turnstile.before(accounts.site().maas().url(), before)) {
      Account account = accounts.account(turnstile.url(), key);
      Ran ran = headless.run(agent, account, person, "Say hello");
      System.out.printf(
          "%s: %s, ended with %d after %d ms%n%s%n%s%n",
          agent, turnstile.statuses(), ran.code(), ran.took().toMillis(), ran.out(), ran.err());
      return turnstile.statuses();
    }
  }
}
