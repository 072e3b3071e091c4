package io.maas.systemtests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What administrators apply is in force at once, and what cannot be is refused as a whole.
@ExtendWith(OneSite.class)
class ResourceChangeTest {

  private static final int CHANGES = 10;

  /// A second is promised; a machine with other things to do may take three.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private final Site site;

  ResourceChangeTest(Site site) {
    this.site = site;
  }

  @Test
  void isInForceInUnderASecondWithoutARestart() {
    // given a model that is served
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "changing");
    assertThat(ask(tenancy).status()).isEqualTo(200);
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      // when a limit is set that nothing fits in, then it refuses; and when it is taken back, it
      // passes again
      times.add(until(429, limit("changing", 1), tenancy));
      times.add(until(200, limit("changing", 1_000_000), tenancy));
    }
    Duration worst = times.stream().max(Duration::compareTo).orElseThrow();
    System.out.printf(
        "%d changes of a resource: in force after %d ms at worst%n",
        times.size(), worst.toMillis());
  }

  @Test
  void refusesAnInvalidOneWithFieldFoundAndExpectedAndChangesNothing() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "steady");
    JsonNode before = declared("maassubscriptions", "models-as-a-service", "steady");

    // when one of two documents is invalid
    Answer refused =
        site.administrator()
            .apply(limit("steady", 1) + "---\n" + limit("unsteady", -3).replace("1m", "soon"));

    // then
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText())
        .contains("spec.modelRefs[0].tokenRateLimits[0].limit: -3 (expected: ");
    JsonNode second = refused.json().at("/violations/1");
    assertThat(second.path("field").asText()).endsWith("tokenRateLimits[0].window");
    assertThat(second.path("found").asText()).contains("soon");
    assertThat(second.path("expected").asText()).isNotEmpty();
    assertThat(declared("maassubscriptions", "models-as-a-service", "steady")).isEqualTo(before);
    String unsteady = path("maassubscriptions", "models-as-a-service", "unsteady");
    assertThat(site.administrator().caller().get(unsteady).status()).isEqualTo(404);
    assertThat(ask(tenancy).status()).isEqualTo(200);
  }

  @Test
  void tellsOfEachResourceHowItIs() {
    // given
    Tenancy.in(site.maas(), site.simulator(), "stated");

    // when
    String dangling =
        limit("dangling", 5)
            .replace("{name: dangling, namespace: llm", "{name: none, namespace: llm");
    site.administrator().apply(dangling).expect(200);

    // then
    awaitPhase("maasmodelrefs", "llm", "stated", "Ready");
    awaitPhase("maasauthpolicies", "models-as-a-service", "stated", "Active");
    awaitPhase("maassubscriptions", "models-as-a-service", "stated", "Active");
    awaitPhase("maassubscriptions", "models-as-a-service", "dangling", "Failed");
    JsonNode status = read("maassubscriptions", "models-as-a-service", "dangling").path("status");
    assertThat(status.at("/conditions/0/type").asText()).isEqualTo("Ready");
    assertThat(status.at("/conditions/0/status").asText()).isEqualTo("False");
    assertThat(status.at("/conditions/0/reason").asText()).isNotEmpty();
    assertThat(status.at("/conditions/0/message").asText()).contains("none");
  }

  @Test
  void goesAwayWithItsModelWhenItIsDeleted() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "passing");
    assertThat(ask(tenancy).status()).isEqualTo(200);

    // when
    site.administrator().caller().delete(path("maasmodelrefs", "llm", "passing")).expect(200);

    // then
    Eventually.holds("the model is unknown", AT_MOST, () -> ask(tenancy).status() == 404);
  }

  /// A resource without its status, which is written in its own time, and counts as a version.
  private JsonNode declared(String kind, String namespace, String name) {
    ObjectNode document = read(kind, namespace, name).deepCopy();
    document.remove("status");
    document.withObject("/metadata").remove("resourceVersion");
    return document;
  }

  private Duration until(int status, String change, Tenancy tenancy) {
    site.administrator().apply(change).expect(200);
    long applied = System.nanoTime();
    Eventually.holds("status " + status, AT_MOST, () -> ask(tenancy).status() == status);
    return Duration.ofNanos(System.nanoTime() - applied);
  }

  private void awaitPhase(String kind, String namespace, String name, String phase) {
    Eventually.holds(
        kind + " " + name + " is " + phase,
        AT_MOST,
        () -> read(kind, namespace, name).at("/status/phase").asText().equals(phase));
  }

  private JsonNode read(String kind, String namespace, String name) {
    return site.administrator().caller().get(path(kind, namespace, name)).expect(200).json();
  }

  private static String path(String kind, String namespace, String name) {
    return Administrator.API + "/resources/" + kind + "/" + namespace + "/" + name;
  }

  private static String limit(String name, long tokens) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: %s, namespace: models-as-a-service}
    spec:
      owner: {groups: [{name: %s}]}
      enforcement: strict
      modelRefs:
        - {name: %s, namespace: llm, tokenRateLimits: [{limit: %s, window: 1m}]}
    """
        .formatted(name, name, name, tokens);
  }

  private static Answer ask(Tenancy tenancy) {
    return tenancy.caller().post(Chat.PATH, Chat.of(tenancy.model(), "Hello", 5));
  }
}
