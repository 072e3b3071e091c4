package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.Repository;
import io.maas.systemtests.client.Agent.Account;
import io.maas.systemtests.client.ScriptedEngine.Call;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// SDKs for Node in each dialect that they speak, through the gateway to an engine that speaks chat
/// completions only, and what our refusals make them do.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdksTest {

  private static final Call WEATHER = new Call("get_weather", "{\"city\":\"Paris\"}");
  private static final Path TESTS = Repository.root().resolve("system-tests");

  private final Path folder = TESTS.resolve("target/node/sdks");
  private final ScriptedEngine engine = ScriptedEngine.start();
  private final AgentAccounts accounts;

  SdksTest(Site site) {
    NodePackage.at(TESTS.resolve("src/test/node/sdks")).installInto(folder);
    accounts = AgentAccounts.open(site, engine, "sdks");
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @TestFactory
  Stream<DynamicTest> answers() {
    engine.greets();

    return each(
        run("hello", accounts.account()),
        answer ->
            assertThat(answer.path("text").asText())
                .as(answer.toString())
                .isEqualTo(ScriptedEngine.HELLO));
  }

  @TestFactory
  Stream<DynamicTest> haveAToolCalledAndToldTheResult() {
    engine.calls(WEATHER);

    return each(
        run("tool", accounts.account()),
        answer -> {
          assertThat(answer.at("/given/0/city").asText()).as(answer.toString()).isEqualTo("Paris");
          assertThat(answer.path("text").asText())
              .as(answer.toString())
              .isEqualTo(ScriptedEngine.DONE + "18 degrees");
        });
  }

  @TestFactory
  Stream<DynamicTest> askOnceWithARevokedKey() {
    Account account = accounts.account(accounts.site().maas().url(), accounts.revoked());

    return each(run("refused", account), answer -> assertStatuses(answer, 401));
  }

  @TestFactory
  Stream<DynamicTest> askOnceWhenTheDaysLimitIsSpent() {
    Administrator.Key key = accounts.limited("sdks-day", 1, "24h");
    Account account = accounts.account(accounts.site().maas().url(), key);

    return each(run("refused", account), answer -> assertStatuses(answer, 402));
  }

  @TestFactory
  Stream<DynamicTest> waitOutAShortLimit() {
    engine.greets();
    Administrator.Key key = accounts.limited("sdks-moment", 1, "2s");
    Account account = accounts.account(accounts.site().maas().url(), key);

    return each(
        run("refused", account),
        answer -> {
          assertStatuses(answer, 429, 200);
          assertThat(answer.path("text").asText()).isEqualTo(ScriptedEngine.HELLO);
        });
  }

  /// Anthropic's runner first hears, with 400, that there are no threads.
  private static void assertStatuses(JsonNode answer, Integer... statuses) {
    assertThat(answer.path("statuses"))
        .as(answer.toString())
        .extracting(JsonNode::asInt)
        .filteredOn(status -> status != 400)
        .containsExactly(statuses);
  }

  private interface Check {
    void of(JsonNode answer);
  }

  private static Stream<DynamicTest> each(JsonNode answers, Check check) {
    assertThat(answers).hasSizeGreaterThan(8);
    return answers.properties().stream()
        .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> check.of(one.getValue())));
  }

  private JsonNode run(String name, Account account) {
    Map<String, String> environment =
        Map.of("MAAS_URL", account.url(), "MAAS_KEY", account.key(), "MAAS_MODEL", account.model());
    String said = Tool.in(folder).with(environment).run("node", "cases.mjs", name);
    System.out.println(name + ": " + said);
    try {
      return Json.MAPPER.readTree(said);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + said, e);
    }
  }
}
