package io.maas.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.CallerShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of keys, the page and what is read agree. After a change of the table, this writes the
/// page: `mvn test -pl app -Dtest=ReferencePageTest -Dmaas.write=true`.
final class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @TempDir Path folder;

  @Test
  void pageIsTheOneThatTheTableMakes() throws IOException {
    if (Boolean.getBoolean("maas.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ReferencePage.text());
    }

    assertThat(PAGE).content().isEqualTo(ReferencePage.text());
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyIsDocumented(Key key) {
    assertThat(key.description()).endsWith(".").hasSizeGreaterThan(20);
    assertThat(key.fallback()).isNotBlank();
    assertThat(ReferencePage.text())
        .contains("| `" + key.text() + "` | `" + key.variable() + "` | `");
  }

  @Test
  void whatIsInTheEnvironmentAloneIsDocumented() {
    assertThat(ReferencePage.text())
        .contains(
            "| `" + Configuration.FILE_VARIABLE + "` |",
            "| `" + Credentials.CURRENT + "` |",
            "| `" + Credentials.PREVIOUS + "` |",
            "| `MAAS_SECRET_<NAMESPACE>_<NAME>_<KEY>` |");
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyDecidesSomething(Key key) throws IOException {
    assertThat(read(samples(key)).toString()).isNotEqualTo(read(samples(null)).toString());
  }

  private MaasConfig read(Map<Key, List<String>> flags) {
    var shell = new CallerShell(folder, Map.of()).shell();
    return switch (new Configuration(shell).read(Optional.empty(), flags)) {
      case Configuration.Read.Sound(var config) -> config;
      case Configuration.Read.Unsound(var problems) ->
          throw new AssertionError("unsound: " + problems);
    };
  }

  /// Another value than the default for one key; all others as in a sound configuration.
  private Map<Key, List<String>> samples(@org.jspecify.annotations.Nullable Key changed)
      throws IOException {
    String pem = Files.writeString(folder.resolve("a.pem"), "").toString();
    String other = Files.writeString(folder.resolve("b.pem"), "").toString();
    Map<Key, List<String>> flags = new EnumMap<>(Key.class);
    flags.put(Key.TLS_CERT, List.of(pem));
    flags.put(Key.TLS_KEY, List.of(pem));
    flags.put(Key.UPSTREAM_PROXY, List.of("http://other:1"));
    flags.put(Key.KUBERNETES, List.of("https://other:6443"));
    if (changed != null) {
      flags.put(
          changed,
          List.of(
              switch (changed) {
                case ROLE -> "control";
                case HOST, INTERNAL_HOST -> "0.0.0.0";
                case PORT, MANAGEMENT_PORT, INTERNAL_PORT -> "4242";
                case DATA, RESOURCES -> folder.toString();
                case DEMO, ALLOW_LOOPBACK, KNOWN_HOSTS_ONLY -> "true";
                case POSTGRES -> "postgresql://a:b@c:1/d";
                case VALKEY -> "redis://127.0.0.1:6379";
                case SIMULATOR, INFERENCE, EXPIRY_WEBHOOK -> "http://127.0.0.1:4242";
                case TLS_CERT, TLS_KEY, UPSTREAM_CA, KUBERNETES_TOKEN, KUBERNETES_CA -> other;
                case UPSTREAM_ANSWER_MIB -> "77";
                case KUBERNETES -> "https://cluster:6443";
                case UPSTREAM_PROXY -> "http://proxy:3128";
                case UPSTREAM_NO_PROXY -> "svc";
                case TRUSTED_PROXIES -> "10.0.0.0/8";
                case PLATFORM_ADMIN_GROUPS -> "ops";
                case TRANSPORT -> "nio";
                case OIDC -> "{\"issuer\":\"https://sso.test\",\"clientId\":\"maas\"}";
                case KUBERNETES_USERS -> "maas";
                case PASSWORD_MEMORY -> "8192";
                case PASSWORD_PASSES -> "3";
                case DRAIN -> "7s";
                case DRAIN_AT_MOST -> "2m";
                case LEDGER_RECORD_DAYS,
                    LEDGER_MINUTE_DAYS,
                    LEDGER_HOUR_DAYS,
                    AUDIT_DAYS,
                    RESPONSE_CACHE ->
                    "77";
              }));
    }
    return flags;
  }
}
