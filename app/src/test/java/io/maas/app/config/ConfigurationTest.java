package io.maas.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.CallerShell;
import io.maas.control.engine.EngineCommand;
import io.maas.domain.catalog.Secret;
import io.maas.domain.ledger.Retention;
import io.maas.http.Farewell;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {
  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void hasADefaultForEverything() {
    MaasConfig config = sound(Map.of());

    assertThat(config.role()).isEqualTo(Role.ALL);
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.managementPort()).isEqualTo(8081);
    assertThat(config.data()).isEqualTo(home.resolve(".local/share/maas"));
    assertThat(config.transport()).isEqualTo("auto");
    assertThat(config.demo()).isFalse();
    assertThat(config.allowLoopback()).isFalse();
    assertThat(config.postgres()).isNull();
    assertThat(config.retention()).isEqualTo(new Retention(90, 30, 400));
    assertThat(config.farewell()).isEqualTo(Farewell.USUAL);
  }

  @Test
  void runsEnginesByTheCommandThatItIsTold() throws IOException {
    file("inference-command: serve --port {port} '{model} x'\ninference-processes: 2\n");

    MaasConfig config = sound(Map.of());

    assertThat(config.inference())
        .isEqualTo(
            new Inference.Processes(
                new EngineCommand(List.of("serve", "--port", "{port}", "{model} x")), 2));
    assertThat(config.allowLoopback()).isTrue();
    assertThat(config.simulates()).isFalse();
  }

  @Test
  void runsNoEnginesWhereNobodyCouldAskThemOrWhatTheyAreIsUnclear() {
    String command = "serve {port}";

    assertThat(
            problems(Map.of(Key.INFERENCE_COMMAND, List.of(command), Key.ROLE, List.of("control"))))
        .singleElement()
        .asString()
        .startsWith("inference-command: with role control (expected: with role all");
    assertThat(
            problems(
                Map.of(Key.INFERENCE_COMMAND, List.of(command), Key.INFERENCE, List.of("none"))))
        .contains("inference: beside inference-command (expected: one of them)");
    assertThat(problems(Map.of(Key.INFERENCE_COMMAND, List.of("serve"))))
        .singleElement()
        .asString()
        .startsWith(
            "--inference-command: serve (expected: a program and its arguments with {port}");
    assertThat(problems(Map.of(Key.INFERENCE_PROCESSES, List.of("0"))))
        .containsExactly("--inference-processes: 0 (expected: 1 to 64)");
  }

  @Test
  void takesLeaveAsLongAsItIsTold() throws IOException {
    file("drain: 500ms\ndrain-at-most: 2m\n");

    assertThat(sound(Map.of()).farewell())
        .isEqualTo(new Farewell(Duration.ofMillis(500), Duration.ofMinutes(2)));
    assertThat(sound(Map.of(Key.DRAIN, List.of("50s"), Key.DRAIN_AT_MOST, List.of("100s"))))
        .extracting(MaasConfig::farewell)
        .isEqualTo(new Farewell(Duration.ofSeconds(50), Duration.ofSeconds(100)));
  }

  @Test
  void takesNoLeaveOfADemoThatNobodyElseServes() {
    assertThat(sound(Map.of(Key.DEMO, List.of("true"))).farewell().telling()).isZero();
  }

  @Test
  void keepsAsManyAnswersAsItIsTold() throws IOException {
    assertThat(sound(Map.of()).responseCache()).isEqualTo(64L * 1024 * 1024);
    file("response-cache: 0\n");
    assertThat(sound(Map.of()).responseCache()).isZero();
    assertThat(sound(Map.of(Key.RESPONSE_CACHE, List.of("3"))).responseCache())
        .isEqualTo(3L * 1024 * 1024);
  }

  @Test
  void keepsTheLedgerAsLongAsItIsTold() throws IOException {
    file("ledger-record-days: 0\nledger-minute-days: 2\n");

    assertThat(sound(Map.of()).retention()).isEqualTo(new Retention(0, 2, 400));
  }

  @Test
  void letsFlagsWinOverVariablesAndVariablesOverTheFile() throws IOException {
    file("port: 1001\nmanagement-port: 1002\nhost: 0.0.0.0\n");
    environment.put("MAAS_PORT", "2001");
    environment.put("MAAS_MANAGEMENT_PORT", "2002");

    MaasConfig config = sound(Map.of(Key.PORT, List.of("3001")));

    assertThat(config.port()).isEqualTo(3001);
    assertThat(config.managementPort()).isEqualTo(2002);
    assertThat(config.host()).isEqualTo("0.0.0.0");
  }

  @Test
  void letsTheDemoReachItsSimulatorOnThisMachineUnlessForbidden() {
    assertThat(sound(Map.of(Key.DEMO, List.of("true"))).allowLoopback()).isTrue();
    assertThat(
            sound(Map.of(Key.DEMO, List.of("true"), Key.ALLOW_LOOPBACK, List.of("false")))
                .allowLoopback())
        .isFalse();
  }

  @Test
  void readsAListFromTheFileTheEnvironmentAndRepeatedFlags() throws IOException {
    Path a = Files.createDirectory(home.resolve("a"));
    Path b = Files.writeString(home.resolve("b.yaml"), "");
    file("resources: [" + a + ", " + b + "]\n");

    assertThat(sound(Map.of()).resources()).containsExactly(a, b);
    environment.put("MAAS_RESOURCES", b + "," + a);
    assertThat(sound(Map.of()).resources()).containsExactly(b, a);
    assertThat(sound(Map.of(Key.RESOURCES, List.of(a.toString()))).resources()).containsExactly(a);
  }

  @Test
  void readsTheAddressOfADatabaseAndNeverShowsItsPassword() {
    MaasConfig config =
        sound(Map.of(Key.POSTGRES, List.of("postgresql://me:se%40cret+1@db:5433/maas?ssl=true")));

    assertThat(config.postgres())
        .isNotNull()
        .satisfies(database -> {
          assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/maas?ssl=true");
          assertThat(database.uri())
              .isEqualTo("postgresql://me:se%40cret%2B1@db:5433/maas?ssl=true");
          assertThat(database.user()).isEqualTo("me");
          assertThat(database.password().value()).isEqualTo("se@cret+1");
        });
    assertThat(config.toString()).contains("db:5433").doesNotContain("cret+1", "cret%201", "se%40");
  }

  @Test
  void readsHowTheOutsideIsReachedAndNeverShowsThePassword() throws IOException {
    Path ca = Files.writeString(home.resolve("ca.pem"), "");
    file(
        "upstream-ca: "
            + ca
            + "\nupstream-proxy: http://us:s3cret@proxy:3128\nupstream-no-proxy: svc, .local\n");

    MaasConfig config = sound(Map.of());

    assertThat(config.outbound().ca()).isEqualTo(ca);
    assertThat(config.outbound().proxy())
        .isNotNull()
        .satisfies(proxy -> assertThat(proxy.except()).containsExactly("svc", "local"));
    assertThat(config.toString()).contains("3128").doesNotContain("s3cret");
    assertThat(problems(Map.of(Key.UPSTREAM_PROXY, List.of("socks://us:s3cret@p:1"))))
        .containsExactly(
            "--upstream-proxy: not such an address (expected: http://[USER:PASSWORD@]HOST:PORT)");
  }

  @Test
  void takesSecretsAndTheirKeysFromTheEnvironmentAndShowsNoneOfThem() {
    String key = "A".repeat(43) + "=";
    environment.put("MAAS_SECRETS_KEY", key);
    environment.put("MAAS_SECRET_LLM_OPENAI_KEY_API_KEY", "sk-123");

    Credentials credentials = sound(Map.of()).credentials();

    assertThat(credentials.current()).isNotNull();
    assertThat(credentials.previous()).isNull();
    assertThat(credentials.given().find("llm", "openai-key", "api-key"))
        .contains(new Secret("sk-123"));
    assertThat(sound(Map.of()).toString()).doesNotContain("sk-123", key);
    environment.put("MAAS_SECRETS_KEY_PREVIOUS", "dG9vIHNob3J0");
    assertThat(problems(Map.of()))
        .containsExactly(
            "MAAS_SECRETS_KEY_PREVIOUS: not such a key (expected: 32 bytes in base64, as `openssl"
                + " rand -base64 32` makes them)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PORT      | 70000                 | --port: 70000 (expected: 0 to 65535)
          PORT      | -1                    | --port: -1 (expected: 0 to 65535)
          ROLE      | boss                  | --role: boss (expected: gateway, control or all)
          TRANSPORT | kqueue                | --transport: kqueue (expected: auto, io_uring, epoll, nio)
          DEMO      | yes                   | --demo: yes (expected: true or false)
          SIMULATOR | localhost:1           | --simulator: localhost:1 (expected: http://HOST:PORT)
          POSTGRES  | mysql://u:secret@h/d  | --postgres: not such an address (expected: postgresql://USER:PASSWORD@HOST:PORT/DATABASE)
          TLS_KEY   | /nowhere              | --tls-key: /nowhere (expected: a file in PEM to read)
          RESOURCES | /nowhere              | --resources: /nowhere (expected: a file or folder to read)
          """)
  void refusesWhatCannotBeMeant(Key key, String value, String problem) {
    assertThat(problems(Map.of(key, List.of(value)))).contains(problem);
  }

  @Test
  void refusesAKeyThatIsNoneAndSaysWhichThereAre() throws IOException {
    file("prot: 8080\n");

    assertThat(problems(Map.of()))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("maas.yaml: prot: unknown (expected: one of role, host, port");
  }

  @Test
  void refusesAFileThatIsNoYamlWithItsLine() throws IOException {
    file("port: 1\nport: 2\n");

    assertThat(problems(Map.of()))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("maas.yaml: line 2: ");
  }

  @Test
  void refusesAFileThatSomebodyNamesAndThatIsNotThere() {
    environment.put("MAAS_CONFIG", "/nowhere/maas.yaml");

    assertThat(problems(Map.of()))
        .containsExactly("/nowhere/maas.yaml: not readable (expected: a file in YAML)");
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThat(problems(Map.of(Key.PORT, List.of("x"), Key.ROLE, List.of("x")))).hasSize(2);
  }

  @Test
  void refusesACertificateWithoutItsKey() throws IOException {
    String cert = Files.writeString(home.resolve("cert.pem"), "").toString();

    assertThat(problems(Map.of(Key.TLS_CERT, List.of(cert))))
        .containsExactly("tls-key: missing (expected: tls-cert and tls-key, or neither)");
  }

  @Test
  void expectsADatabaseForAGatewayAlone() {
    assertThat(problems(Map.of(Key.ROLE, List.of("gateway"))))
        .containsExactly(
            "postgres: missing (expected: with role gateway, the database that control uses)");
  }

  @Test
  void refusesTwoListenersAtOnePort() {
    assertThat(problems(Map.of(Key.PORT, List.of("9000"), Key.MANAGEMENT_PORT, List.of("9000"))))
        .containsExactly("management-port: 9000 (expected: another port than 9000)");
  }

  @Test
  void ignoresTheVariableThatKubernetesMakesOfAServiceOfOurName() {
    environment.put("MAAS_PORT", "tcp://10.0.0.1:8080");

    assertThat(sound(Map.of()).port()).isEqualTo(8080);
  }

  @Test
  void keepsTheDemosOwnVariablesFromConfiguringTheNextStart() {
    environment.put("MAAS_SIMULATOR_URL", "http://127.0.0.1:1");
    environment.put("MAAS_POSTGRES_URL", "postgresql://a:b@127.0.0.1:1/maas");

    assertThat(sound(Map.of()).simulator()).isNull();
    assertThat(sound(Map.of()).postgres()).isNull();
    environment.put("MAAS_SIMULATOR", "http://127.0.0.1:1/");
    assertThat(sound(Map.of()).simulator()).isEqualTo(URI.create("http://127.0.0.1:1"));
  }

  private void file(String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".config/maas"));
    Files.writeString(folder.resolve("maas.yaml"), text);
  }

  private Configuration.Read read(Map<Key, List<String>> flags) {
    return new Configuration(new CallerShell(home, environment).shell())
        .read(Optional.empty(), flags);
  }

  private MaasConfig sound(Map<Key, List<String>> flags) {
    return switch (read(flags)) {
      case Configuration.Read.Sound(var config) -> config;
      case Configuration.Read.Unsound(var problems) ->
          throw new AssertionError("unsound: " + problems);
    };
  }

  private List<String> problems(Map<Key, List<String>> flags) {
    return switch (read(flags)) {
      case Configuration.Read.Sound(var config) -> throw new AssertionError("sound: " + config);
      case Configuration.Read.Unsound(var problems) -> problems;
    };
  }
}
