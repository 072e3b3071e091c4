package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0.00002,20000",
    "0.000000001,1",
    "1,1000000000",
    "0,0",
    "1.500,1500000000",
    "9223372036.854775807,9223372036854775807",
  })
  void isExactToABillionth(String text, long nanos) {
    assertThat(Money.parse(text, "USD")).contains(new Money(nanos, "USD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "-1", "0.0000000001", "9223372036.854775808", "1,5", "NaN", "1 "})
  void refusesWhatItCannotKeepExactly(String text) {
    assertThat(Money.parse(text, "USD")).isEmpty();
  }

  @Test
  void multipliesAndStopsAtTheLargestAmount() {
    assertThat(new Money(20_000, "USD").times(1_000_000))
        .isEqualTo(new Money(20_000_000_000L, "USD"));
    assertThat(new Money(5, "USD").times(0)).isEqualTo(new Money(0, "USD"));
    assertThat(new Money(Long.MAX_VALUE, "USD").times(1).nanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Money(Long.MAX_VALUE, "USD").times(2).nanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Money(1L << 40, "USD").times(1L << 40).nanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Money(1L << 32, "USD").times(1L << 31).nanos()).isEqualTo(Long.MAX_VALUE);
  }
}
