package io.maas.systemtests.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The reference's sample of a simulated model applies unchanged and in any order, is served
/// without a cluster, and its models are listed, governed and limited as there.
@ExtendWith(OneSite.class)
class InferenceServiceTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ID = "publishers/samples/models/facebook/opt-125m";

  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha1
      kind: LLMInferenceService
      metadata:
        name: facebook-opt-125m-simulated
        namespace: samples
        annotations: {alpha.maas.opendatahub.io/tiers: '[]'}
      spec:
        model: {uri: "hf://sshleifer/tiny-gpt2", name: facebook/opt-125m}
        replicas: 1
        router:
          route: {}
          gateway: {refs: [{name: maas-default-gateway, namespace: openshift-ingress}]}
        template:
          containers:
            - name: main
              image: "ghcr.io/llm-d/llm-d-inference-sim:v0.8.2"
              args: ["--port", "8000", "--model", "facebook/opt-125m", "--mode", "random"]
      """;

  private static final String REFERENCE =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: facebook-opt-125m-simulated, namespace: samples}
      spec:
        modelRef: {kind: LLMInferenceService, name: facebook-opt-125m-simulated}
      """;

  private static final String POLICY =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: samples, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: facebook-opt-125m-simulated, namespace: samples}]
        subjects: {groups: [{name: samples}]}
      """;

  private static final String SUBSCRIPTION =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: samples, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: samples}]}
        priority: 10
        modelRefs:
          - name: facebook-opt-125m-simulated
            namespace: samples
            tokenRateLimits: [{limit: 100, window: 1h}]
      """;

  private final Site site;

  InferenceServiceTest(Site site) {
    this.site = site;
  }

  @Test
  void isServedListedAndLimited() {
    // given what governs before what is governed
    Administrator administrator = site.administrator();
    administrator.apply(SUBSCRIPTION).expect(200);
    awaitPhase("maassubscriptions/models-as-a-service/samples", "Failed");
    administrator.apply(POLICY).expect(200);
    administrator.apply(REFERENCE).expect(200);
    awaitPhase("maasmodelrefs/samples/facebook-opt-125m-simulated", "Unhealthy");
    administrator.apply(SERVICE).expect(200);
    awaitPhase("maasmodelrefs/samples/facebook-opt-125m-simulated", "Ready");
    awaitPhase("maassubscriptions/models-as-a-service/samples", "Active");
    awaitPhase("maasauthpolicies/models-as-a-service/samples", "Active");
    Caller owner = administrator.user("sampler", "samples");
    Tenancy.awaitSubscription(owner, "samples");
    Caller key = Administrator.key(owner, "sample", "samples").caller();

    // then it is listed as there
    JsonNode card = key.get("/v1/models").expect(200).json().at("/data/0");
    assertThat(card.path("id").asText()).isEqualTo(ID);
    assertThat(card.path("owned_by").asText()).isEqualTo("samples/facebook-opt-125m-simulated");
    assertThat(card.path("url").asText()).isEqualTo(site.maas().url());

    // and served by its id, and by its path
    Answer byId = key.post(Chat.PATH, Chat.of(ID, "Hello", 5)).expect(200);
    assertThat(byId.json().at("/choices/0/message/content").asText()).isNotEmpty();
    String path = "/samples/facebook-opt-125m-simulated";
    key.post(path + Chat.PATH, Chat.of("facebook/opt-125m", "Hello", 5)).expect(200);

    // until the limit is reached, which is said in words; lists are never limited
    Eventually.holds(
        "the limit is reached",
        SOON,
        () -> key.post(Chat.PATH, Chat.of(ID, "Hello", 30)).status() == 429 || spent(key));
    Answer refused = key.post(Chat.PATH, Chat.of(ID, "Hello", 30));
    assertThat(refused.status()).isIn(429, 402);
    assertThat(refused.body()).contains("rate limit or quota reached");
    for (int i = 0; i < 20; i++) {
      key.get("/v1/models").expect(200);
      key.get("/maas-api/v1/models").expect(200);
      key.get(path + "/v1/models").expect(200);
    }

    // and not served any more when it is gone
    administrator
        .caller()
        .delete(path("llminferenceservices/samples/facebook-opt-125m-simulated"))
        .expect(200);
    awaitPhase("maasmodelrefs/samples/facebook-opt-125m-simulated", "Unhealthy");
  }

  @Test
  void refusesAnIdentityThatAClientSendsOnEveryRoute() {
    for (String path :
        new String[] {
          "/",
          "/v1/models",
          "/llm/gemma-4/v1/models",
          "/v1/nothing",
          "/maas-api/health",
          "/maas-api/v1/models",
          "/v1/subscriptions"
        }) {
      for (String name : new String[] {"X-MaaS-Username", "X-MaaS-Group", "X-MaaS-Key-Id"}) {
        Caller anybody = site.anybody();
        Answer refused = anybody.send(anybody.request(path).header(name, "root").GET());
        assertThat(refused.status()).as(name + " at " + path).isEqualTo(403);
      }
    }
  }

  private static boolean spent(Caller key) {
    return key.post(Chat.PATH, Chat.of(ID, "Hello", 30)).status() == 402;
  }

  private void awaitPhase(String resource, String phase) {
    Eventually.holds(
        resource + " is " + phase,
        SOON,
        () ->
            site.administrator()
                .caller()
                .get(path(resource))
                .json()
                .at("/status/phase")
                .asText()
                .equals(phase));
  }

  private static String path(String resource) {
    return Administrator.API + "/resources/" + resource;
  }
}
