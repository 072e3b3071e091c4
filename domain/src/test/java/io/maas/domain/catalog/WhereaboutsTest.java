package io.maas.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "0.1.2.3",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::127.0.0.1]",
        "[2002:7f00:1::]",
        "[::ffff:0.0.0.0]",
      })
  void isThisMachine(String host) {
    assertThat(Whereabouts.of(host)).isEqualTo(Whereabouts.THIS_MACHINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "[::ffff:169.254.169.254]",
        "[::169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::a9fe:a9fe]",
        "[2002:a9fe:a9fe::1]",
        "[fe80::1]",
        "[fe80::1%25eth0]",
        "[fd00:ec2::254]",
        "[fd20:ce::254]",
        "100.100.100.200",
        "[64:ff9b::100.100.100.200]",
        "192.0.0.192",
        "168.63.129.16",
        "224.0.0.1",
        "239.255.255.250",
        "[ff02::1]",
        "255.255.255.255",
      })
  void isOffLimits(String host) {
    assertThat(Whereabouts.of(host)).isEqualTo(Whereabouts.OFF_LIMITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com",
        "vllm",
        "localhost.example.com",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.100.100.201",
        "[fd00::1]",
        "[2001:db8::1]",
        "[64:ff9b::10.0.0.1]",
        "8.8.8.8",
      })
  void isElsewhere(String host) {
    assertThat(Whereabouts.of(host)).isEqualTo(Whereabouts.ELSEWHERE);
  }
}
