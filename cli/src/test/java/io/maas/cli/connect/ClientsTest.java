package io.maas.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each client is told.
final class ClientsTest {
  private static final String KEY = "sk-oai-1_secret";

  @AutoClose private final FakeControl control = new FakeControl();
  @TempDir Path home;

  static Stream<String> clients() {
    return Client.ALL.stream().map(Client::name);
  }

  @BeforeEach
  void offer() {
    control.on("GET /v1/models", 200, ConnectCommandTest.list(ConnectCommandTest.GRANITE));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void getsWellFormedFiles(String client) throws Exception {
    for (JsonNode file : asked(client).path("files")) {
      assertThat(parsed(file.path("path").asText(), file.path("content").asText())).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void isToldAddressAndKeyOnce(String client) throws Exception {
    String configuration = configuration(asked(client));

    assertThat(count(configuration, control.url())).isOne();
    assertThat(count(configuration, KEY)).isOne();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void isToldTheModelOnceByItsConfigurationOrElseByItsCommand(String client) throws Exception {
    JsonNode all = asked(client);

    int configured = count(configuration(all), "granite");

    assertThat(configured == 0 ? count(all.path("command").asText(), "granite") : configured)
        .isOne();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void isToldNoMoreWhereLessIsKnown(String client) throws Exception {
    control.on("GET /v1/models", 200, "{\"data\":[{\"id\":\"granite\"}]}");

    JsonNode all = asked(client);

    assertThat(all.toString()).doesNotContain("${").doesNotContain("128000");
    for (JsonNode file : all.path("files")) {
      assertThat(parsed(file.path("path").asText(), file.path("content").asText())).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void printsWhatProgramsAreToldAndNothingElse(String client) throws Exception {
    JsonNode all = asked(client);
    var files = new StringBuilder();
    all.path("env")
        .properties()
        .forEach(
            v -> files.append("export %s='%s'\n".formatted(v.getKey(), v.getValue().asText())));
    for (JsonNode file : all.path("files")) {
      files.append(files.isEmpty() ? "" : "\n").append(file.path("content").asText());
    }

    var seen = caller().call("connect", client);

    assertThat(seen.out()).isEqualTo(files.toString());
    assertThat(seen.err()).contains(all.path("command").asText()).doesNotContain(KEY);
  }

  @Test
  void coloursItsHeadingsForPeopleAlone() {
    assertThat(caller().call("connect", "pi").err()).doesNotContain("\u001b[");
    assertThat(caller().atTerminal().call("connect", "pi").err()).contains("\u001b[1m");
    assertThat(caller().atTerminal().with("NO_COLOR", "1").call("connect", "pi").err())
        .doesNotContain("\u001b[");
  }

  @Test
  void readsFilesWhereItsVariablesSaySo() throws Exception {
    var seen = caller().with("CODEX_HOME", "/elsewhere").call("connect", "codex", "-o", "json");

    assertThat(seen.out()).contains("\"/elsewhere/maas.config.toml\"");
    assertThat(asked("codex").at("/files/0/path").asText())
        .isEqualTo(home.resolve(".codex/maas.config.toml").toString());
  }

  private Caller caller() {
    return Caller.of(control).at(home).with("MAAS_API_KEY", KEY);
  }

  private JsonNode asked(String client) throws Exception {
    var seen = caller().call("connect", client, "-o", "json");
    assertThat(seen.code()).isZero();
    return JsonMapper.builder().build().readTree(seen.out());
  }

  private static String configuration(JsonNode all) {
    return all.path("env") + all.path("files").toString();
  }

  private static JsonNode parsed(String path, String content) throws Exception {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "json" -> JsonMapper.builder().build().readTree(content);
      case "yaml" -> YAMLMapper.builder().build().readTree(content);
      case "toml" -> TomlMapper.builder().build().readTree(content);
      case String other -> throw new AssertionError("nobody reads ." + other);
    };
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
