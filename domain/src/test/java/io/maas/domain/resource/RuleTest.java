package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a-b", "a--b", "granite-3"})
  void aLabelIsWhatKubernetesCallsOne(String text) {
    assertThat(Rule.DNS_LABEL.accepts().test(text)).isTrue();
    assertThat(Rule.DNS_SUBDOMAIN.accepts().test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a b", "a/b", "ä", "a\n"})
  void whatKubernetesRefusesIsNone(String text) {
    assertThat(Rule.DNS_LABEL.accepts().test(text)).isFalse();
    assertThat(Rule.DNS_SUBDOMAIN.accepts().test(text)).isFalse();
  }

  @Test
  void aSubdomainHasPartsOfLabels() {
    assertThat(Rule.DNS_SUBDOMAIN.accepts().test("granite-3.1-2b")).isTrue();
    assertThat(Rule.DNS_SUBDOMAIN.accepts().test("a..b")).isFalse();
    assertThat(Rule.DNS_SUBDOMAIN.accepts().test("a.-b")).isFalse();
    assertThat(Rule.DNS_LABEL.accepts().test("a.b")).isFalse();
  }

  @Test
  void looksAtTheLengthBeforeThePattern() {
    assertThat(Rule.DNS_SUBDOMAIN.accepts().test("a".repeat(1_000_000) + "_")).isFalse();
  }
}
