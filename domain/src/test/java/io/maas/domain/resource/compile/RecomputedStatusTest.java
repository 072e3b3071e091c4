package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscriptions and policies are Active, Degraded or Failed as their models come and go, and a
/// Degraded one keeps serving its healthy models.
class RecomputedStatusTest {

  private static final String GOVERNED = Scene.TENANT + "/s";
  private static final Principal ALICE =
      new Principal(Scene.TENANT, "alice", List.of("all"), false, null);

  private final Scene scene =
      new Scene().policy("s", "llm/a", "llm/b").subscription("s", "llm/a", "llm/b");

  @ParameterizedTest
  @ValueSource(strings = {"SUBSCRIPTION", "AUTH_POLICY"})
  void followsItsModelsAsTheyComeAndGo(Kind kind) {
    assertThat(scene.said(kind, GOVERNED).phase()).isEqualTo("Failed");

    scene.model("llm/a");
    assertThat(scene.said(kind, GOVERNED).phase()).isEqualTo("Degraded");
    assertThat(scene.said(kind, GOVERNED).condition("Ready")).isEqualTo("False PartialFailure");

    scene.model("llm/b");
    assertThat(scene.said(kind, GOVERNED).phase()).isEqualTo("Active");
    assertThat(scene.said(kind, GOVERNED).condition("Ready")).isEqualTo("True Reconciled");

    scene.resources().removeIf(resource -> resource.key().name().equals("a"));
    assertThat(scene.said(kind, GOVERNED).phase()).isEqualTo("Degraded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUBSCRIPTION", "AUTH_POLICY"})
  void tellsOfEachModel(Kind kind) {
    scene.model("llm/a");

    Said said = scene.said(kind, GOVERNED);

    assertThat(said.list("modelRefStatuses"))
        .extracting(
            entry -> entry.get("name") + " " + entry.get("ready") + " " + entry.get("reason"))
        .containsExactly("a true Valid", "b false NotFound");
  }

  @Test
  void tellsOfTheLimitsOfEachModelOfASubscription() {
    scene.model("llm/a");

    assertThat(scene.said(Kind.SUBSCRIPTION, GOVERNED).list("tokenRateLimitStatuses"))
        .extracting(entry -> entry.get("model") + " " + entry.get("ready"))
        .containsExactly("a true", "b false");
  }

  @Test
  void servesTheHealthyModelsOfADegradedOne() {
    scene.model("llm/a");

    assertThat(decide("a")).isInstanceOf(Decision.Granted.class);
    assertThat(decide("b")).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void isTheSameInWhicheverOrderItWasDeclared() {
    scene.model("llm/a").model("llm/b");
    List<Resource> backwards = scene.resources().reversed();

    assertThat(scene.compile(backwards, Scene.NOW).statuses())
        .isEqualTo(scene.compile().statuses());
  }

  @Test
  void isWhatSomebodyWroteByHandUntilAModelGoes() {
    scene.model("llm/a").model("llm/b");
    Map<String, Object> own = scene.said(Kind.SUBSCRIPTION, GOVERNED).tree();

    Scene handed = ByHand.written(scene, own, Map.of("phase", "Failed"));
    assertThat(handed.said(Kind.SUBSCRIPTION, GOVERNED).phase()).isEqualTo("Failed");
    assertThat(decide(handed, "a")).isInstanceOf(Decision.Denied.class);

    handed.resources().removeIf(resource -> resource.key().name().equals("b"));
    assertThat(handed.said(Kind.SUBSCRIPTION, GOVERNED).phase()).isEqualTo("Degraded");
    assertThat(handed.said(Kind.SUBSCRIPTION, GOVERNED).tree()).doesNotContainKey("setByHand");
    assertThat(decide(handed, "a")).isInstanceOf(Decision.Granted.class);
  }

  @Test
  void isOursAgainWhenTheSpecChanges() {
    scene.model("llm/a").model("llm/b");
    Map<String, Object> own = scene.said(Kind.SUBSCRIPTION, GOVERNED).tree();

    Scene handed = ByHand.written(scene, own, Map.of("phase", "Failed"));
    ByHand.nextGeneration(handed);

    assertThat(handed.said(Kind.SUBSCRIPTION, GOVERNED).phase()).isEqualTo("Active");
  }

  @Test
  void servesUnderADegradedOneWhatItsStatusCallsReadyAlone() {
    scene.model("llm/a").model("llm/b");
    Map<String, Object> own = scene.said(Kind.SUBSCRIPTION, GOVERNED).tree();
    Map<String, Object> ready = Map.of("model", "a", "namespace", "llm", "ready", true);
    Map<String, Object> unready = Map.of("model", "b", "namespace", "llm", "ready", false);

    Scene handed =
        ByHand.written(
            scene,
            own,
            Map.of("phase", "Degraded", "tokenRateLimitStatuses", List.of(ready, unready)));

    assertThat(decide(handed, "a")).isInstanceOf(Decision.Granted.class);
    assertThat(decide(handed, "b")).isInstanceOf(Decision.Denied.class);
  }

  private Decision decide(String model) {
    return decide(scene, model);
  }

  private static Decision decide(Scene scene, String model) {
    return scene.compile().snapshot().decide(ALICE, new ModelId("llm", model), null);
  }
}
