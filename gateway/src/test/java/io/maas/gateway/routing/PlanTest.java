package io.maas.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.TokenRules;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final int DRAWS = 10_000;
  private static final int ONE_PERCENT = DRAWS / 100;

  @Test
  void triesEachEndpointOnceAndTheFirstByWeight() {
    Random random = new Random(1);
    Model model = model(endpoint("a", 3), endpoint("b", 1), endpoint("none", 0));
    int firstA = 0;
    int firstNone = 0;
    for (int i = 0; i < DRAWS; i++) {
      List<Endpoint> order = Plan.of(model, random).endpoints();
      assertThat(order).hasSize(3).doesNotHaveDuplicates();
      firstA += order.getFirst().name().equals("a") ? 1 : 0;
      firstNone += order.getFirst().name().equals("none") ? 1 : 0;
    }

    assertThat(firstA).isBetween(7500 - 2 * ONE_PERCENT, 7500 + 2 * ONE_PERCENT);
    assertThat(firstNone).isZero();
  }

  @Test
  void drawsAmongEqualsWhereNoneHasAWeight() {
    assertThat(Plan.of(model(endpoint("a", 0), endpoint("b", 0)), new Random(1)).endpoints())
        .hasSize(2);
  }

  @Test
  void plansNothingForAModelThatAnswersNowhere() {
    assertThat(Plan.of(model(), new Random(1)).endpoints()).isEmpty();
  }

  private static Endpoint endpoint(String name, int weight) {
    return new Endpoint(name, URI.create("http://" + name), "m", "internal", null, weight);
  }

  private static Model model(Endpoint... endpoints) {
    return new Model(
        new ModelId("llm", "m"),
        "LLMInferenceService",
        "m",
        Set.of(),
        List.of(endpoints),
        new TokenRules(100, null),
        ModelDetails.NONE,
        Instant.EPOCH,
        true);
  }
}
