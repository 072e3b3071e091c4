package io.maas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3 | 192.0.2.7 | 192.0.2.7",
        "10.1.2.3 | 198.51.100.1, 192.0.2.7 | 192.0.2.7",
        "10.1.2.3 | 192.0.2.7, 10.9.9.9 | 192.0.2.7",
        "10.1.2.3 | 192.0.2.7, rubbish | 10.1.2.3",
        "10.1.2.3 | rubbish, 10.9.9.9 | 10.9.9.9",
        "203.0.113.9 | 192.0.2.7 | 203.0.113.9",
        "fd00::1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "fe00::1 | 2001:db8::7 | fe00::1",
      })
  void takesTheNearestThatIsNoProxy(String peer, String forwarded, String client) {
    TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, fd00::/8").orElseThrow();

    assertThat(proxies.client(peer, List.of(forwarded))).isEqualTo(client);
  }

  @Test
  void takesNobodysWordUnlessToldTo() {
    assertThat(TrustedProxies.NONE.client("127.0.0.1", List.of("192.0.2.7")))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void readsTheHeaderThatCameTwice() {
    TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/9").orElseThrow();

    assertThat(proxies.client("10.127.0.1", List.of("192.0.2.1", "192.0.2.2")))
        .isEqualTo("192.0.2.2");
    assertThat(proxies.client("10.128.0.1", List.of("192.0.2.1"))).isEqualTo("10.128.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "proxy.example", "10.0.0.1,", "::1/129"})
  void refusesWhatIsNoNetwork(String text) {
    assertThat(TrustedProxies.parse(text)).isEmpty();
  }
}
