package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.client.Headless.Ran;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Coding agents through the gateway to an engine that speaks Anthropic's messages only: those of
/// OpenAI's dialects are translated, and Claude Code passes.
@Tag("real")
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentsOverMessagesTest {

  private final Headless headless = AgentPackages.install();
  private final ScriptedClaude engine = ScriptedClaude.start();
  private final Path person = Headless.person();
  private final AgentAccounts accounts;

  AgentsOverMessagesTest(Site site) {
    accounts = AgentAccounts.open(site, engine.url(), "messages", "agents-over-messages");
  }

  static Stream<Agent> agents() {
    return Stream.of(
        new ClaudeCode(),
        new Codex(),
        new OpenCode("@ai-sdk/openai-compatible"),
        new ContinueCli());
  }

  @AfterAll
  void stop() {
    engine.close();
    Headless.forget(person);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void runsAToolAndAnswers(Agent agent) {
    engine.calls(agent.read(Headless.note(person)));

    Ran ran = headless.run(agent, accounts.account(), person, "Read note.txt");

    System.out.printf(
        "%s: %d requests, ended with %d after %d ms%n%s%n%s%n",
        agent, engine.asked().size(), ran.code(), ran.took().toMillis(), ran.out(), ran.err());
    assertThat(engine.told()).as(ran.toString()).get().asString().contains(Headless.SECRET);
    assertThat(ran.out()).as(ran.toString()).contains(ScriptedEngine.DONE);
    assertThat(ran.code()).as(ran.toString()).isZero();
  }
}
