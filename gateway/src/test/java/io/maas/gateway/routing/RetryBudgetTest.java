package io.maas.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private final RetryBudget budget = new RetryBudget();

  private int spendAll() {
    int spent = 0;
    while (budget.spend()) {
      spent++;
    }
    return spent;
  }

  @Test
  void givesARestingGatewayAHundredSecondAttempts() {
    assertThat(spendAll()).isEqualTo(100);
  }

  @Test
  void givesOneForFiveRequestsAfterThat() {
    spendAll();
    for (int i = 0; i < 50; i++) {
      budget.earn();
    }

    assertThat(spendAll()).isEqualTo(10);
  }
}
