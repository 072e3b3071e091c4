package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.Repository;
import io.maas.systemtests.client.Agent.Account;
import io.maas.systemtests.client.ScriptedEngine.Call;
import io.maas.systemtests.engine.PythonPackage;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// SDKs for Python in each dialect that they speak, through the gateway to an engine that speaks
/// chat completions only.
@Tag("real")
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonSdksTest {

  private static final Call WEATHER = new Call("get_weather", "{\"city\":\"Paris\"}");
  private static final Path TESTS = Repository.root().resolve("system-tests");
  private static final Path SOURCE = TESTS.resolve("src/test/python/sdks");

  private final ScriptedEngine engine = ScriptedEngine.start();
  private final Path installed;
  private final AgentAccounts accounts;

  PythonSdksTest(Site site) {
    installed =
        switch (PythonPackage.at(SOURCE).installInto(TESTS.resolve("target/python/sdks"))) {
          case PythonPackage.Result.Installed(Path folder) -> folder;
          case PythonPackage.Result.OutOfReach(String why) -> abort(why);
        };
    accounts = AgentAccounts.open(site, engine, "python-sdks");
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @TestFactory
  Stream<DynamicTest> answer() {
    return saysHello("hello");
  }

  @TestFactory
  Stream<DynamicTest> stream() {
    return saysHello("stream");
  }

  @TestFactory
  Stream<DynamicTest> haveAToolCalledAndToldTheResult() {
    engine.calls(WEATHER);

    return each(
        run("tool"),
        answer -> {
          assertThat(answer.at("/given/city").asText()).as(answer.toString()).isEqualTo("Paris");
          assertThat(answer.path("text").asText())
              .as(answer.toString())
              .isEqualTo(ScriptedEngine.DONE + "18 degrees");
        });
  }

  private Stream<DynamicTest> saysHello(String name) {
    engine.greets();

    return each(
        run(name),
        answer -> {
          assertThat(answer.path("text").asText())
              .as(answer.toString())
              .isEqualTo(ScriptedEngine.HELLO);
          assertThat(answer.path("output").asInt()).as(answer.toString()).isEqualTo(5);
        });
  }

  private interface Check {
    void of(JsonNode answer);
  }

  private static Stream<DynamicTest> each(JsonNode answers, Check check) {
    assertThat(answers).hasSize(4);
    return answers.properties().stream()
        .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> check.of(one.getValue())));
  }

  private JsonNode run(String name) {
    Account account = accounts.account();
    String said =
        Tool.in(installed)
            .with(
                Map.of(
                    "MAAS_URL", account.url(),
                    "MAAS_KEY", account.key(),
                    "MAAS_MODEL", account.model(),
                    "PYTHONPATH", installed.toString(),
                    "PYTHONDONTWRITEBYTECODE", "1"))
            .run("python3", SOURCE.resolve("cases.py").toString(), name);
    System.out.println(name + ": " + said);
    try {
      return Json.MAPPER.readTree(said);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + said, e);
    }
  }
}
