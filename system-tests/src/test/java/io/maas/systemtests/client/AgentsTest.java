package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.client.Agent.Account;
import io.maas.systemtests.client.Headless.Ran;
import io.maas.systemtests.client.ScriptedEngine.Call;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Coding agents through the gateway to an engine that speaks chat completions only, whatever they
/// speak themselves.
@Tag("real")
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentsTest {

  private static final Call PATCH =
      new Call(
          "apply_patch",
          """
          {"input":"*** Begin Patch\\n*** Add File: made.txt\\n+by a patch\\n*** End Patch\\n"}\
          """);

  private final Headless headless = AgentPackages.install();
  private final ScriptedEngine engine = ScriptedEngine.start();
  private final Path person = Headless.person();
  private final AgentAccounts accounts;

  AgentsTest(Site site) {
    accounts = AgentAccounts.open(site, engine, "agents");
  }

  static Stream<Agent> asked() {
    return Stream.of(
        new ClaudeCode(),
        new Codex(),
        new OpenCode("@ai-sdk/openai-compatible"),
        new ContinueCli(),
        new Pi("anthropic-messages", ""));
  }

  /// OpenCode and pi in other dialects, too.
  static Stream<Agent> sent() {
    return Stream.of(
        new ClaudeCode(),
        new Codex(),
        new OpenCode("@ai-sdk/openai"),
        new OpenCode("@ai-sdk/anthropic"),
        new ContinueCli(),
        new Pi("openai-completions", "/v1"),
        new Pi("openai-responses", "/v1"),
        new Pi("anthropic-messages", ""));
  }

  @AfterEach
  void forgetScript() {
    engine.greets();
  }

  @AfterAll
  void stop() {
    engine.close();
    Headless.forget(person);
  }

  @ParameterizedTest
  @MethodSource("asked")
  void answersAPrompt(Agent agent) {
    engine.greets();

    Ran ran = run(agent, "Say hello");

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).as(ran.toString()).contains(ScriptedEngine.HELLO);
  }

  @ParameterizedTest
  @MethodSource("sent")
  void runsATool(Agent agent) {
    engine.calls(agent.read(Headless.note(person)));

    Ran ran = run(agent, "Read note.txt");

    assertThat(engine.told()).as(ran.toString()).get().asString().contains(Headless.SECRET);
    assertThat(ran.out()).as(ran.toString()).contains(ScriptedEngine.DONE);
    assertThat(ran.code()).as(ran.toString()).isZero();
  }

  /// A tool of free text: the engine knows it as a function with one text, Codex does not.
  @Test
  void letsCodexPatchAFile() {
    engine.calls(PATCH);

    Ran ran = run(new Codex(), accounts.patching(), "Make a file");

    assertThat(person.resolve("work/made.txt")).as(ran.toString()).hasContent("by a patch");
    assertThat(engine.told()).as(ran.toString()).get().asString().contains("made.txt");
    assertThat(ran.out()).as(ran.toString()).contains(ScriptedEngine.DONE);
  }

  private Ran run(Agent agent, String prompt) {
    return run(agent, accounts.account(), prompt);
  }

  private Ran run(Agent agent, Account account, String prompt) {
    Ran ran = headless.run(agent, account, person, prompt);
    System.out.printf(
        "%s: %d requests, ended with %d after %d ms%n%s%n%s%n",
        agent, engine.asked().size(), ran.code(), ran.took().toMillis(), ran.out(), ran.err());
    return ran;
  }
}
