package io.maas.systemtests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A subscription that somebody asks for, is given and loses again.
@ExtendWith(OneSite.class)
class AskedSubscriptionsTest {

  /// A second is promised; a machine with other things to do may take three.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private static final String REQUESTS = Administrator.API + "/subscription-requests";
  private static final JsonMapper JSON = new JsonMapper();

  private final Site site;

  AskedSubscriptionsTest(Site site) {
    this.site = site;
  }

  private static String asked() {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: asked, namespace: models-as-a-service}
    spec:
      owner: {groups: [{name: asked}]}
      requests: {enabled: true, approvers: {users: [asked]}}
      modelRefs:
        - name: asked
          namespace: llm
          tokenRateLimits: [{limit: 1000000000, window: 1m}]
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSAuthPolicy
    metadata: {name: asked, namespace: models-as-a-service}
    spec:
      modelRefs: [{name: asked, namespace: llm}]
      subjects: {groups: [{name: "system:authenticated"}]}
    """;
  }

  @Test
  void isUsedFromItsApprovalUntilItIsTakenBack() {
    // given a subscription that may be asked for, and somebody who does
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "asked");
    site.administrator().apply(asked()).expect(200);
    Caller asker = site.administrator().user("asker");
    Eventually.holds(
        "it is offered",
        AT_MOST,
        () -> asker.get(Administrator.API + "/subscription-offers").body().contains("\"asked\""));
    JsonNode wish = JSON.createObjectNode().put("subscription", "asked").put("reason", "a demo");
    String id = asker.post(REQUESTS, wish).expect(201).json().path("id").asText();

    // when it is approved by whoever the subscription names
    tenancy.owner().post(REQUESTS + "/" + id + "/approve", JSON.createObjectNode()).expect(200);

    // then a key of it works, also after the manifest was applied again
    Tenancy.awaitSubscription(asker, "asked");
    Administrator.Key key = Administrator.key(asker, "demo", "asked");
    until(200, key, tenancy);
    site.administrator().apply(asked().replace("owner:", "priority: 7\n  owner:")).expect(200);
    until(200, key, tenancy);

    // and when it is taken back, then no more
    tenancy.owner().post(REQUESTS + "/" + id + "/revoke", JSON.createObjectNode()).expect(200);
    until(403, key, tenancy);
    assertThat(asker.get(REQUESTS + "/" + id).json().path("status").asText()).isEqualTo("revoked");
  }

  private static void until(int status, Administrator.Key key, Tenancy tenancy) {
    Eventually.holds(
        "status " + status,
        AT_MOST,
        () ->
            key.caller().post(Chat.PATH, Chat.of(tenancy.model(), "Hello", 5)).status() == status);
  }
}
