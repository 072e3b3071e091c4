package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import io.maas.domain.access.RoleGrant;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.resource.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverallCompilerTest {

  private static final String CONFIG = Scene.TENANT + "/default-tenant";
  private static final String TEAM = Scene.TENANT + "/search";

  private final Scene scene =
      new Scene().model("llm/a").policy("p", "llm/a").subscription("gold", "llm/a");

  @Test
  void stacksTheTenantsLimitsOverEverySubscription() {
    scene.with(
        Kind.TENANT_CONFIG,
        CONFIG,
        """
        {limits: [{limit: 1000, window: day, timeZone: Europe/Berlin},
          {limit: 9, unit: requests, window: 1m, scope: organization},
          {limit: 5, unit: concurrent_requests, scope: user}]}
        """);

    List<Claim> claims = claims("bob");

    assertThat(claims)
        .extracting(claim -> claim.limit().id() + " of '" + claim.subject() + "'")
        .containsExactly(
            "tenant:total_tokens/day@Europe/Berlin/tenant of ''",
            "tenant:requests/1m/organization of ''",
            "tenant:concurrent_requests/user of 'bob'",
            "models-as-a-service/gold@llm/a:total_tokens/1m/user of 'bob'");
    assertThat(claims.getFirst().limit().over()).isEqualTo(Limit.Over.EVERYTHING);
    Said said = scene.said(Kind.TENANT_CONFIG, CONFIG);
    assertThat(said.phase()).isEqualTo("Active");
    assertThat(said.condition("Ready")).isEqualTo("True Reconciled");
    assertThat(said.condition("StrictNotBounded")).isEmpty();
    assertThat(said.condition("CostCounted")).isEmpty();
  }

  @Test
  void grantsRolesAsTheTenantsOwnConfigurationSays() {
    String roles = "{roles: [{role: auditor, groups: [{name: revision}], users: [eve]}]}";
    scene
        .with(Kind.TENANT_CONFIG, CONFIG, roles)
        .with(Kind.TENANT_CONFIG, "eves/default-tenant", roles.replace("auditor", "tenant-admin"));

    assertThat(scene.compile().snapshot().overall().roles())
        .containsExactly(
            new RoleGrant(Role.AUDITOR, new Subjects(Set.of("revision"), Set.of("eve"))));
    assertThat(scene.said(Kind.TENANT_CONFIG, CONFIG).phase()).isEqualTo("Active");
    assertThat(scene.said(Kind.TENANT_CONFIG, "eves/default-tenant").message("Ready"))
        .startsWith("spec.roles: not in force in namespace eves");
  }

  @Test
  void knowsWhoOwnsATeam() {
    scene.with(Kind.TEAM, TEAM, "{users: [bob], owners: {groups: [{name: leads}]}}");
    Principal lead = new Principal("t", "ada", List.of("leads"), false, null);
    Principal bob = new Principal("t", "bob", List.of(), false, null);

    assertThat(scene.compile().snapshot().overall().ownedBy(lead))
        .extracting("name")
        .containsExactly("search");
    assertThat(scene.compile().snapshot().overall().ownedBy(bob)).isEmpty();
  }

  @Test
  void stacksATeamsLimitsOverThoseOfItsMembersOnly() {
    scene.with(
        Kind.TEAM,
        TEAM,
        "{users: [bob], limits: [{limit: 100, window: 1m, weights: {output: 5}}]}");

    assertThat(claims("bob"))
        .extracting(claim -> claim.limit().id() + " of " + claim.subject())
        .contains("team/search:total_tokens(1,1,5)/1m/team of search");
    assertThat(claims("eve")).extracting(claim -> claim.limit().scope()).containsOnly(Scope.USER);
    assertThat(scene.said(Kind.TEAM, TEAM).phase()).isEqualTo("Active");
    assertThat(scene.said(Kind.TEAM, TEAM).condition("Ready")).isEqualTo("True Reconciled");
  }

  @Test
  void keepsTeamsOfOneNameInTwoNamespacesApart() {
    scene
        .with(Kind.TENANT_CONFIG, "elsewhere/default-tenant", "{}")
        .with(Kind.TEAM, "elsewhere/search", "{users: [eve], limits: [{limit: 1, window: 1m}]}")
        .with(Kind.TEAM, TEAM, "{users: [bob], limits: [{limit: 1, window: 1m}]}");

    assertThat(claims("bob").getFirst().limit().id()).isEqualTo("team/search:total_tokens/1m/team");
    assertThat(claims("eve").getFirst().limit().id())
        .isEqualTo("team/elsewhere/search:total_tokens/1m/team");
    assertThat(claims("eve").getFirst().subject()).isEqualTo("elsewhere/search");
  }

  @Test
  void countsATeamOnlyInANamespaceOfTheTenant() {
    scene.with(Kind.TEAM, "eves/search", "{users: [bob], limits: [{limit: 1, window: 1m}]}");

    assertThat(claims("bob")).hasSize(1);
    assertThat(scene.said(Kind.TEAM, "eves/search").phase()).isEqualTo("Failed");
    assertThat(scene.said(Kind.TEAM, "eves/search").message("Ready"))
        .startsWith("metadata.namespace: eves");
  }

  @Test
  void takesTheTenantsLimitsFromItsOwnNamespaceOnly() {
    scene.with(Kind.TENANT_CONFIG, "eves/default-tenant", "{limits: [{limit: 1, window: 366h}]}");

    assertThat(claims("bob")).hasSize(1);
    Said said = scene.said(Kind.TENANT_CONFIG, "eves/default-tenant");
    assertThat(said.phase()).isEqualTo("Degraded");
    assertThat(said.message("Ready"))
        .isEqualTo(
            "spec.limits: not in force in namespace eves (expected: namespace"
                + " models-as-a-service)");
  }

  @Test
  void saysThatATeamIsNobody() {
    scene.with(Kind.TEAM, TEAM, "{}");

    assertThat(scene.said(Kind.TEAM, TEAM).message("Ready")).startsWith("spec.groups: nobody");
  }

  @Test
  void settlesOverAModelThatNothingBoundsAndSaysSo() {
    String strict = "enforcement: strict, limits: [{limit: 9, window: 1m}]}";
    scene
        .with(Kind.TENANT_CONFIG, CONFIG, "{" + strict)
        .with(Kind.TEAM, TEAM, "{users: [bob], " + strict);
    assertThat(claims("bob").getFirst().limit().enforcement()).isEqualTo(Enforcement.STRICT);
    assertThat(scene.said(Kind.TEAM, TEAM).condition("StrictNotBounded"))
        .isEqualTo("False Bounded");

    scene.unboundedModel("llm/free").policy("q", "llm/free").subscription("f", "llm/free");

    assertThat(claims("bob").getFirst().limit().enforcement()).isEqualTo(Enforcement.STRICT);
    for (Said said : List.of(scene.said(Kind.TEAM, TEAM), scene.said(Kind.TENANT_CONFIG, CONFIG))) {
      assertThat(said.condition("StrictNotBounded")).isEqualTo("True NoTemplate");
      assertThat(said.message("StrictNotBounded")).startsWith("llm/free: ");
    }
  }

  @Test
  void boundsRequestsOverAnyModel() {
    scene
        .unboundedModel("llm/free")
        .with(
            Kind.TEAM,
            TEAM,
            "{users: [bob], enforcement: strict, limits: [{limit: 9, unit: concurrent_requests}]}");

    assertThat(scene.said(Kind.TEAM, TEAM).condition("StrictNotBounded"))
        .isEqualTo("False Bounded");
  }

  @Test
  void saysWhetherABudgetCountsEverything() {
    Scene own = new Scene().model("llm/a").policy("p", "llm/a");
    own.with(Kind.TEAM, TEAM, "{users: [bob], limits: [{limit: 9.5, unit: cost, window: month}]}")
        .with(Kind.SUBSCRIPTION, Scene.TENANT + "/paid", priced("USD"));
    assertThat(own.said(Kind.TEAM, TEAM).condition("CostCounted")).isEqualTo("True Priced");

    own.subscription("unpaid", "llm/a");
    assertThat(own.said(Kind.TEAM, TEAM).condition("CostCounted")).isEqualTo("False NoPrice");
    assertThat(own.said(Kind.TEAM, TEAM).message("CostCounted"))
        .startsWith("models-as-a-service/unpaid: ");

    own.with(Kind.SUBSCRIPTION, Scene.TENANT + "/euro", priced("EUR"));
    assertThat(own.said(Kind.TEAM, TEAM).condition("CostCounted"))
        .isEqualTo("False MixedCurrencies");
    assertThat(own.said(Kind.TEAM, TEAM).message("CostCounted")).startsWith("EUR, USD: ");
  }

  private static String priced(String currency) {
    return "{owner: {groups: [{name: all}]}, modelRefs: [{name: a, namespace: llm,"
        + " tokenRateLimits: [{limit: 1, window: 1m}], billingRate: {perToken: \"1\", currency: "
        + currency
        + "}}]}";
  }

  private List<Claim> claims(String user) {
    Principal caller = new Principal(Scene.TENANT, user, List.of("all"), false, null);
    Decision decision = scene.compile().snapshot().decide(caller, "llm/a", null);
    assertThat(decision).isInstanceOf(Granted.class);
    return ((Granted) decision).claims(caller).list();
  }
}
