package io.maas.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyScopeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "10.1.2.3/8, 10.0.0.0/8",
    "10.1.2.3/0, 0.0.0.0/0",
    "192.168.1.7, 192.168.1.7/32",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1/128",
    "2001:db8:0:1:0:0:0:1/64, 2001:db8:0:1::/64",
    "2001:db8:ffff::/33, 2001:db8:8000::/33",
    "fe80:0:0:1:0:0:0:0/10, fe80::/10",
    "1:0:2:0:3:0:4:5, 1:0:2:0:3:0:4:5/128",
    "::, ::/128",
    "::1, ::1/128",
    "1::, 1::/128",
    "::ffff:10.1.2.3, 10.1.2.3/32",
  })
  void writesEqualBlocksAlike(String text, String canonical) {
    assertThat(IpRange.parse(text)).map(IpRange::toString).contains(canonical);
    assertThat(IpRange.parse(canonical)).isEqualTo(IpRange.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10",
        "10.1",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/",
        "010.0.0.1",
        "256.0.0.1",
        "10.0.0.1.2",
        "localhost",
        "2001:db8::/129",
        "fe80::1%eth0",
        "[::1]",
        ":",
        ":::",
        "::ffff:10.0.0.0/104",
        " 10.0.0.1",
      })
  void readsNoOtherBlocks(String text) {
    assertThat(IpRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
    "10.0.0.0/32, 10.0.0.1, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::/64, 2001:db8:0:1::, false",
    "2001:db8::8/125, 2001:db8::f, true",
    "2001:db8::8/125, 2001:db8::10, false",
  })
  void containsWhatBeginsLikeIt(String block, String address, boolean contained) {
    IpRange range = IpRange.parse(block).orElseThrow();

    assertThat(range.contains(IpAddress.parse(address).orElseThrow())).isEqualTo(contained);
  }

  @Test
  void allowsEverythingWhereNothingIsSaid() {
    assertThat(KeyScope.WHOLE.allows("llm", "a")).isTrue();
    assertThat(KeyScope.WHOLE.allowsFrom(null)).isTrue();
  }

  @Test
  void allowsTheModelsThatItNamesAndNoOthers() {
    KeyScope scope = new KeyScope(List.of("llm/a", "llm/bc"), List.of());

    assertThat(scope.allows("llm", "a")).isTrue();
    assertThat(scope.allows("llm", "bc")).isTrue();
    assertThat(scope.allows("llm", "b")).isFalse();
    assertThat(scope.allows("ll", "m/a")).isFalse();
    assertThat(scope.allows("xlm", "a")).isFalse();
    assertThat(scope.allows("llm", "c")).isFalse();
  }

  @Test
  void allowsNobodyWhoseAddressIsUnknownWhereItMatters() {
    KeyScope scope = new KeyScope(List.of(), List.of(IpRange.parse("10.0.0.0/8").orElseThrow()));

    assertThat(scope.allowsFrom(IpAddress.parse("10.1.1.1").orElseThrow())).isTrue();
    assertThat(scope.allowsFrom(IpAddress.parse("11.1.1.1").orElseThrow())).isFalse();
    assertThat(scope.allowsFrom(null)).isFalse();
  }
}
