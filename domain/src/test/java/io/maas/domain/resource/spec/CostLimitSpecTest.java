package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostLimitSpecTest {

  private static final String COST = "{limit: '25.00', unit: cost, window: month}";
  private static final String NO_PRICE =
      "billingRate: nothing (expected: a price, because a limit counts cost)";

  @Test
  void countsTheCostOfAModelThatHasAPrice() {
    assertThat(check("", model("a", own(), price("USD")), model("b", tokens(), ""))).isEmpty();
    assertThat(check("", model("a", own(), ""), model("a", tokens(), price("USD")))).isEmpty();
  }

  @Test
  void refusesToCountTheCostOfAModelWithoutAPrice() {
    assertThat(check("", model("a", tokens(), price("USD")), model("b", own(), "")))
        .containsExactly("spec.modelRefs[1]." + NO_PRICE);
  }

  @Test
  void countsTheCostOfAWholeSubscriptionInOneCurrency() {
    String whole = "rateLimits: [" + COST + "], ";

    assertThat(check(whole, model("a", "", price("USD")), model("b", "", price("USD")))).isEmpty();
    assertThat(check(whole, model("a", "", ""), model("b", "", price("USD"))))
        .containsExactly("spec.modelRefs[0]." + NO_PRICE);
    assertThat(check(whole, model("a", "", price("USD")), model("b", "", price("EUR"))))
        .containsExactly(
            "spec.modelRefs[1].billingRate.currency: \"EUR\" (expected: USD, because"
                + " spec.rateLimits adds up the cost of all models)");
  }

  @Test
  void tellsOfAPriceThatCannotBeReadOnce() {
    assertThat(check("", model("a", own(), ", billingRate: {perToken: dear}")))
        .singleElement()
        .asString()
        .startsWith("spec.modelRefs[0].billingRate.perToken: \"dear\"");
  }

  private static String own() {
    return ", tokenRateLimits: [" + COST + "]";
  }

  private static String tokens() {
    return ", tokenRateLimits: [{limit: 1, window: 1m}]";
  }

  private static String price(String currency) {
    return ", billingRate: {perToken: '1', currency: " + currency + "}";
  }

  private static String model(String name, String limits, String price) {
    return "{name: " + name + ", namespace: l" + limits + price + "}";
  }

  private static List<String> check(String whole, String... models) {
    String spec = "{owner: {}, " + whole + "modelRefs: [" + String.join(", ", models) + "]}";
    return Specs.check(Declare.spec(Kind.SUBSCRIPTION, "ns/gold", spec), Flow::value).stream()
        .map(Violation::toString)
        .toList();
  }
}
