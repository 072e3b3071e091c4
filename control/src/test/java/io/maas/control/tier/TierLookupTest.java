package io.maas.control.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TierLookupTest {

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: tier-to-group-mapping, namespace: maas-api}
        data:
          tiers: |
            - {name: free, level: 0, groups: [everyone], limits: {tokens: [{limit: 1, window: 1m}]}}
            - {name: premium, displayName: The best, level: 5, groups: [payers],
               limits: {tokens: [{limit: 9, window: 1m}]}}
        """);
    alice = control.user("alice");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer lookUp(String body) {
    return control.post(alice, "/v1/tiers/lookup", body);
  }

  @Test
  void findsTheHighestTierOfSomeGroups() {
    assertThat(lookUp("{'groups':['payers','everyone']}").json().toString())
        .isEqualTo("{\"tier\":\"premium\",\"displayName\":\"The best\"}");
    assertThat(lookUp("{'groups':['everyone']}").text("tier")).isEqualTo("free");
  }

  @Test
  void saysThatThereIsNoneInTheWordsOfTheReference() {
    Answer none = lookUp("{'groups':['strangers']}");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.error()).isEqualTo("not_found");
    assertThat(none.text("message")).isEqualTo("no tier for groups strangers");
  }

  @Test
  void wantsAGroup() {
    for (String body : new String[] {"{}", "{'groups':[]}", "{'groups':'x'}", "nothing"}) {
      Answer refused = lookUp(body);
      assertThat(refused.status()).as(body).isEqualTo(400);
      assertThat(refused.error()).as(body).isEqualTo("bad_request");
    }
  }
}
