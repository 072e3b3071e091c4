package io.maas.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.call.Visitor;
import io.maas.domain.access.Principal;
import io.maas.testkit.access.InMemoryApiKeys;
import io.maas.testkit.access.InMemorySessions;
import io.maas.testkit.access.InMemoryUsers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Principal ADA = new Principal("t", "ada", List.of(), false, null);

  private static SessionCookie cookie(boolean secure) {
    return new SessionCookie(
        secure,
        new InMemorySessions(),
        new InMemoryUsers(new InMemoryApiKeys()),
        () -> NOW,
        new SecureRandom());
  }

  /// Where browsers come in clear they take no `Secure` cookie, and so none called `__Host-`.
  @Test
  void hasAnotherNameOnThisMachineInClear() {
    String header = cookie(false).begin(ADA, "https://sso.example.com", null);

    assertThat(header)
        .startsWith("maas-session=")
        .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Max-Age=28800")
        .doesNotContain("Secure", "Domain");
  }

  @Test
  void isNeverTheSameTwiceAndKeptAsItsHashAlone() {
    SessionCookie cookie = cookie(true);

    List<String> shown =
        IntStream.range(0, 100).mapToObj(_ -> cookie.begin(ADA, "https://sso", null)).toList();

    assertThat(shown)
        .doesNotHaveDuplicates()
        .allMatch(one -> one.matches("__Host-maas=[0-9a-f]{64};.*"));
  }

  @ParameterizedTest
  @CsvSource({
    ",maas.example,true",
    "https://maas.example,maas.example,true",
    "https://maas.example:8443,maas.example:8443,true",
    "http://maas.example,maas.example,false",
    "https://maas.example.evil.example,maas.example,false",
    "https://maas.example,,false",
    "null,maas.example,false",
  })
  void comesFromAPageOfTheHostThatIsCalledOrFromNone(
      @Nullable String origin, @Nullable String host, boolean ours) {
    SessionCookie cookie = cookie(true);
    Visitor visitor = new Visitor("192.0.2.1", Map.of("__Host-maas", "secret"), origin, host);

    assertThat(cookie.isFromOurPage(visitor, cookie.guard(visitor))).isEqualTo(ours);
    assertThat(cookie.isFromOurPage(visitor, null)).isFalse();
    assertThat(cookie.isFromOurPage(visitor, "secret")).isFalse();
  }
}
