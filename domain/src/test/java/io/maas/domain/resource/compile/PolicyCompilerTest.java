package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.resource.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCompilerTest {

  private final Scene scene = new Scene().model("llm/a").model("llm/b");

  @Test
  void grantsEachOfItsModels() {
    scene.policy("p", "llm/a", "llm/b").tiers("[{name: free, level: 0, groups: [all]}]");

    assertThat(mayUse("a")).isTrue();
    assertThat(mayUse("b")).isTrue();
    Said said = scene.said(Kind.AUTH_POLICY, "models-as-a-service/p");
    assertThat(said.phase()).isEqualTo("Active");
    assertThat(said.condition("Ready")).isEqualTo("True Reconciled");
    assertThat(said.list("authPolicies"))
        .allSatisfy(
            each -> assertThat(each).containsEntry("ready", true).containsEntry("reason", "Valid"));
  }

  @Test
  void isDegradedWhileSomeModelsAreMissingAndGrantsTheOthers() {
    scene.policy("p", "llm/a", "llm/gone").tiers("[{name: free, level: 0, groups: [all]}]");

    assertThat(mayUse("a")).isTrue();
    assertThat(mayUse("b")).isFalse();
    Said said = scene.said(Kind.AUTH_POLICY, "models-as-a-service/p");
    assertThat(said.phase()).isEqualTo("Degraded");
    assertThat(said.condition("Ready")).isEqualTo("False PartialFailure");
    assertThat(said.message("Ready")).isEqualTo("model llm/gone not found");
  }

  @Test
  void failsWhileAllModelsAreMissing() {
    scene.policy("p", "llm/gone", "llm/away");

    Said said = scene.said(Kind.AUTH_POLICY, "models-as-a-service/p");
    assertThat(said.phase()).isEqualTo("Failed");
    assertThat(said.condition("Ready")).isEqualTo("False ReconcileFailed");
  }

  @Test
  void countsOnlyInANamespaceOfTheTenant() {
    String anyone = "{modelRefs: [{namespace: llm, name: a}], subjects: {users: [eve]}}";
    scene.with(Kind.AUTH_POLICY, "eves/p", anyone).tiers("[{name: free, level: 0, groups: [all]}]");

    assertThat(scene.compile().snapshot().decide(eve(), "a", null))
        .isInstanceOf(Decision.Denied.class);
    Said said = scene.said(Kind.AUTH_POLICY, "eves/p");
    assertThat(said.phase()).isEqualTo("Failed");
    assertThat(said.message("Ready"))
        .isEqualTo(
            "metadata.namespace: eves (expected: models-as-a-service, or a namespace with a"
                + " MaasTenantConfig)");

    scene.with(Kind.TENANT_CONFIG, "eves/default-tenant", "{}");
    assertThat(scene.compile().snapshot().decide(eve(), "a", null))
        .isInstanceOf(Decision.Granted.class);
    assertThat(scene.said(Kind.AUTH_POLICY, "eves/p").phase()).isEqualTo("Active");
    assertThat(scene.said(Kind.TENANT_CONFIG, "eves/default-tenant").phase()).isEqualTo("Active");
  }

  private boolean mayUse(String model) {
    return scene.compile().snapshot().decide(eve(), model, null) instanceof Decision.Granted;
  }

  private static Principal eve() {
    return new Principal(Scene.TENANT, "eve", List.of("all"), false, null);
  }
}
