package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreesTest {

  @Test
  void whatSaysTheSameIsTheSame() {
    Map<String, Object> one = Map.of("a", List.of(1, Map.of("b", 2L)), "c", "x");
    Map<String, Object> other =
        Map.of("c", "x", "a", List.of(new BigDecimal("1.0"), Map.of("b", 2)));

    assertThat(Trees.same(one, other)).isTrue();
    assertThat(Trees.same(null, null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1}|{a: 2}",
        "{a: 1}|{a: '1'}",
        "{a: 1}|{b: 1}",
        "{a: 1}|{a: 1, b: 2}",
        "{a: 1, b: 2}|{a: 1}",
        "{a: null}|{}",
        "{a: [1]}|{a: [1, 2]}",
        "{a: [1, 2]}|{a: [1]}",
        "{a: [1, 2]}|{a: [2, 1]}",
        "{a: {}}|{a: []}",
        "{a: true}|{a: false}",
      })
  void whatSaysSomethingElseIsNot(String one, String other) {
    assertThat(Trees.same(Flow.map(one), Flow.map(other))).isFalse();
  }
}
