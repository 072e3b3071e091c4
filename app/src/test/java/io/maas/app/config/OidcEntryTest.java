package io.maas.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.CallerShell;
import io.maas.domain.resource.Kind;
import io.maas.identity.oidc.ClaimRules;
import io.maas.identity.oidc.IssuerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OidcEntryTest {

  private static final String SSO = "https://sso.example.com";

  @TempDir Path home;

  @Test
  void needsNoMoreThanWhoAndWhatWeAreToIt() {
    assertThat(sound("{'issuer':'https://sso.example.com','clientId':'maas'}"))
        .containsExactly(
            new Believed(
                Kind.TENANT_NAMESPACE, IssuerSettings.of(SSO, "maas", Duration.ofMinutes(5))));
  }

  @Test
  void readsEveryField() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "s");
    Path authorities = Files.writeString(home.resolve("ca.pem"), "pem");

    List<Believed> believed =
        sound(
            """
            {'tenant':'a','issuer':'https://sso.example.com','clientId':'maas',
             'clientSecretFile':'%s','audiences':['api','api'],'clients':'robots',
             'usernameClaim':'profile.login','groupsClaim':'realm_access.roles',
             'usernamePrefix':'sso:','groupsPrefix':'g:','algorithms':['ES256','RS512'],
             'skew':'1m','ttl':'45','keysKept':'2h','ca':'%s','scopes':['openid','groups']}
            """
                .formatted(secret, authorities));

    assertThat(believed)
        .containsExactly(
            new Believed(
                "a",
                new IssuerSettings(
                    SSO,
                    "maas",
                    secret,
                    List.of("api"),
                    List.of("robots"),
                    new ClaimRules("profile.login", "realm_access.roles", "sso:", "g:"),
                    Set.of("ES256", "RS512"),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(45),
                    Duration.ofHours(2),
                    authorities,
                    List.of("openid", "groups"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'tenant':1|tenant: 1 (expected: a text)",
        "'issuer':'sso.example.com'|issuer: sso.example.com (expected: https://...)",
        "'issuer':'ftp://sso.example.com'|issuer: ftp://sso.example.com (expected: https://...)",
        "'issuer':''|issuer:  (expected: https://...)",
        "'issuer':['a']|issuer: [\"a\"] (expected: a text)",
        "'clientId':''|clientId:  (expected: 1 to 256 characters, no blanks)",
        "'clientId':'a b'|clientId: a b (expected: 1 to 256 characters, no blanks)",
        "'clientSecretFile':'/not/there'|clientSecretFile: \"/not/there\" (expected: a file to"
            + " read)",
        "'clientSecretFile':'/'|clientSecretFile: \"/\" (expected: a file to read)",
        "'audiences':[1]|audiences: 1 (expected: a list of texts)",
        "'audiences':{}|audiences: {} (expected: a list of texts)",
        "'clients':[true]|clients: true (expected: a list of texts)",
        "'usernameClaim':1|usernameClaim: 1 (expected: a text)",
        "'groupsClaim':[]|groupsClaim: [] (expected: a text)",
        "'usernamePrefix':null|usernamePrefix: null (expected: a text)",
        "'groupsPrefix':2|groupsPrefix: 2 (expected: a text)",
        "'algorithms':[]|algorithms: none (expected: some of [",
        "'algorithms':['HS256']|algorithms: [HS256] (expected: of [",
        "'algorithms':['none']|algorithms: [none] (expected: of [",
        "'skew':'soon'|skew: \"soon\" (expected: such as 30s, 5m or 12h)",
        "'skew':'-1s'|skew: \"-1s\" (expected: such as 30s, 5m or 12h)",
        "'skew':'6m'|skew: PT6M (expected: 0s to 5m)",
        "'ttl':'29s'|ttl: PT29S (expected: >= 30s)",
        "'ttl':'1d'|ttl: \"1d\" (expected: such as 30s, 5m or 12h)",
        "'keysKept':'1m'|kept: PT1M (expected: >= ttl, PT5M)",
        "'ca':'/not/there'|ca: \"/not/there\" (expected: a file to read)",
        "'scopes':[{}]|scopes: {} (expected: a list of texts)",
        "'secret':'s'|unknown: [secret] (expected: of [",
      })
  void saysWhatIsWrong(String field, String problem) {
    // A field that is said twice would be refused for that: what is wrong comes instead.
    String name = field.substring(0, field.indexOf(':'));
    StringBuilder entry = new StringBuilder("{").append(field);
    for (String usual : List.of("'issuer':'https://sso.example.com'", "'clientId':'maas'")) {
      if (!usual.startsWith(name + ":")) {
        entry.append(',').append(usual);
      }
    }

    assertThat(problems(entry.append('}').toString()))
        .first()
        .asString()
        .startsWith("--oidc: ")
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|not readable (expected: an issuer: {issuer, clientId, ...})",
        "https://sso.example.com|not readable (expected: an issuer: {issuer, clientId, ...})",
        "{'issuer':'a','issuer':'b'}|not readable (expected: an issuer: {issuer, clientId, ...})",
        "1|NUMBER (expected: an issuer: {issuer, clientId, ...})",
        "['a']|STRING (expected: an issuer: {issuer, clientId, ...})",
        "{}|issuer:  (expected: https://...)",
      })
  void saysWhatIsNoIssuerAtAll(String text, String problem) {
    assertThat(problems(text)).singleElement().asString().endsWith(problem);
  }

  @Test
  void readsSeveralOfAListAndRefusesTheSameTwiceInOneTenant() {
    String two =
        "[{'issuer':'https://sso.example.com','clientId':'a','tenant':'%s'},"
            + "{'issuer':'https://sso.example.com','clientId':'b','tenant':'%s'}]";

    assertThat(sound(two.formatted("one", "two")))
        .extracting(Believed::tenant)
        .containsExactly("one", "two");
    assertThat(problems(two.formatted("one", "one")))
        .containsExactly("--oidc: https://sso.example.com twice (expected: once a tenant)");
  }

  @Test
  void readsTheFilesListAndShowsNoSecret() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "hunter2");
    Path folder = Files.createDirectories(home.resolve(".config/maas"));
    Files.writeString(
        folder.resolve("maas.yaml"),
        """
        oidc:
          - issuer: https://sso.example.com
            clientId: maas
            clientSecretFile: %s
          - {issuer: "https://other.example.com", clientId: maas}
        """
            .formatted(secret));

    var read =
        new Configuration(new CallerShell(home, Map.of()).shell()).read(Optional.empty(), Map.of());

    assertThat(read).isInstanceOf(Configuration.Read.Sound.class);
    MaasConfig config = ((Configuration.Read.Sound) read).config();
    assertThat(config.oidc())
        .extracting(one -> one.issuer().issuer())
        .containsExactly(SSO, "https://other.example.com");
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  private Configuration.Read read(String entry) {
    return new Configuration(new CallerShell(home, Map.of()).shell())
        .read(Optional.empty(), Map.of(Key.OIDC, List.of(entry.replace('\'', '"'))));
  }

  private List<Believed> sound(String entry) {
    return switch (read(entry)) {
      case Configuration.Read.Sound(var config) -> config.oidc();
      case Configuration.Read.Unsound(var problems) ->
          throw new AssertionError("unsound: " + problems);
    };
  }

  private List<String> problems(String entry) {
    return switch (read(entry)) {
      case Configuration.Read.Sound(var config) -> throw new AssertionError("sound: " + config);
      case Configuration.Read.Unsound(var problems) -> new ArrayList<>(problems);
    };
  }
}
