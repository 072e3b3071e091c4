package io.maas.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.IpAddress;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

  private static final ClientAddresses BEHIND =
      ClientAddresses.parse("10.0.0.0/8, fd00::/8").orElseThrow();

  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  private String from(String peer) {
    return text(BEHIND.of(peer, headers));
  }

  private static String text(@Nullable IpAddress address) {
    return address == null ? "unknown" : address.toString();
  }

  @Test
  void believesNobodyWhoIsNoProxyOfOurs() {
    headers.add("X-Forwarded-For", "198.51.100.1").add("Forwarded", "for=198.51.100.1");

    assertThat(from("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(text(ClientAddresses.WITHOUT_PROXIES.of("10.0.0.1", headers))).isEqualTo("10.0.0.1");
  }

  @Test
  void takesTheProxyForTheClientWhereItSaysNothing() {
    assertThat(from("10.0.0.1")).isEqualTo("10.0.0.1");
    assertThat(from("fd00::1%eth0")).isEqualTo("fd00::1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1                           | 198.51.100.1",
        "6.6.6.6, 198.51.100.1                  | 198.51.100.1",
        "6.6.6.6, 198.51.100.1, 10.2.0.1        | 198.51.100.1",
        "198.51.100.1:4711                      | 198.51.100.1",
        "[2001:db8::1]:4711                     | 2001:db8::1",
        "2001:db8::1                            | 2001:db8::1",
        "10.9.9.9, 10.2.0.1                     | 10.9.9.9",
        "6.6.6.6, unknown                       | unknown",
        "6.6.6.6, , 10.2.0.1                    | unknown",
        "6.6.6.6, 198.51.100.1.evil             | unknown",
      })
  void readsForwardedForFromTheRight(String header, String client) {
    headers.add("X-Forwarded-For", header);

    assertThat(from("10.0.0.1")).isEqualTo(client);
  }

  @Test
  void readsSeveralHeadersAsOne() {
    headers.add("X-Forwarded-For", "6.6.6.6").add("X-Forwarded-For", "198.51.100.1");

    assertThat(from("10.0.0.1")).isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=198.51.100.1                            | 198.51.100.1",
        "For=198.51.100.1;proto=https;by=10.0.0.1    | 198.51.100.1",
        "proto=https; for=198.51.100.1               | 198.51.100.1",
        "for=6.6.6.6, for=198.51.100.1, for=10.1.1.1 | 198.51.100.1",
        "for=\"[2001:db8::1]:80\"                    | 2001:db8::1",
        "for=\"198.51.100.1:80\"                     | 198.51.100.1",
        "for=_hidden                                 | unknown",
        "by=198.51.100.1                             | unknown",
        "for=\"6.6.6.6, for=198.51.100.1              | unknown",
      })
  void readsForwardedFromTheRight(String header, String client) {
    headers.add("Forwarded", header);

    assertThat(from("10.0.0.1")).isEqualTo(client);
  }

  /// The proxy wrote one of them, and the client may have written the other.
  @ParameterizedTest
  @ValueSource(strings = {"for=6.6.6.6", "for=_hidden", "nonsense"})
  void knowsNobodyWhereTheTwoDisagree(String other) {
    headers.add("X-Forwarded-For", "198.51.100.1").add("Forwarded", other);

    assertThat(from("10.0.0.1")).isEqualTo("unknown");
  }

  @Test
  void knowsWhereTheTwoAgree() {
    headers.add("X-Forwarded-For", "198.51.100.1").add("Forwarded", "for=198.51.100.1");

    assertThat(from("10.0.0.1")).isEqualTo("198.51.100.1");
  }

  @Test
  void knowsNobodyWithoutAnAddress() {
    assertThat(BEHIND.of("somewhere", headers)).isNull();
    assertThat(List.of(from("::ffff:203.0.113.9"))).containsExactly("203.0.113.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "proxy.example", "10.0.0.1,", "::1/129"})
  void refusesWhatIsNoBlock(String text) {
    assertThat(ClientAddresses.parse(text)).isEmpty();
  }
}
