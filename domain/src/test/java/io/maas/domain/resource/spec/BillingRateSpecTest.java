package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillingRateSpecTest {

  private final List<Violation> violations = new ArrayList<>();

  private @Nullable BillingRate read(Map<String, String> said) {
    return BillingRateSpec.read(Fields.of(new HashMap<>(said), violations));
  }

  @Test
  void readsOnePriceForAll() {
    assertThat(read(Map.of("perToken", "0.000001")))
        .isEqualTo(new BillingRate("USD", 1000, 1000, 1000, 0));
  }

  @Test
  void readsAPriceForEachKind() {
    assertThat(
            read(
                Map.of(
                    "perInputToken", "0.000003",
                    "perCachedToken", "0.0000003",
                    "perOutputToken", "0.000015",
                    "perReplayedToken", "0.00000003",
                    "currency", "EUR")))
        .isEqualTo(new BillingRate("EUR", 3000, 300, 15_000, 30));
  }

  @Test
  void takesACachedTokenForAnyOfThePromptWhereNothingElseIsSaid() {
    assertThat(read(Map.of("perInputToken", "0.000003", "perOutputToken", "0.000015")))
        .isEqualTo(new BillingRate("USD", 3000, 3000, 15_000, 0));
    assertThat(read(Map.of("perToken", "0.000003", "perOutputToken", "0.000015")))
        .isEqualTo(new BillingRate("USD", 3000, 3000, 15_000, 0));
  }

  @Test
  void refusesHalfAPrice() {
    assertThat(read(Map.of("perInputToken", "0.000003"))).isNull();
    assertThat(read(Map.of("perOutputToken", "0.000003"))).isNull();
    assertThat(violations).extracting(Violation::toString).hasSize(2);
    assertThat(violations.getFirst().field()).isEqualTo("perOutputToken");
    assertThat(violations.getLast().field()).isEqualTo("perInputToken");
  }

  @Test
  void refusesWhatIsNoPrice() {
    assertThat(read(Map.of("perToken", "1", "perCachedToken", "cheap"))).isNotNull();
    assertThat(violations).extracting(Violation::field).containsExactly("perCachedToken");
  }
}
