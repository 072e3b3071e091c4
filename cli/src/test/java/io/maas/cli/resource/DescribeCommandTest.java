package io.maas.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DescribeCommandTest {
  private static final String GRANITE =
      """
      {"apiVersion":"maas.opendatahub.io/v1alpha1","kind":"MaaSModelRef",
       "metadata":{"name":"granite","namespace":"llm","creationTimestamp":"2026-11-21T09:00:00Z",
         "labels":{"team":"a"}},
       "spec":{"modelRef":{"kind":"ExternalModel","name":"granite"}},
       "status":{"phase":"Pending","endpoint":"",
         "conditions":[{"type":"Ready","status":"False","reason":"NoPairingFound",
           "lastTransitionTime":"2026-11-21T11:00:00Z","message":"no policy names it"}]}}
      """;

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void showsWhatWasDeclaredHowItIsAndWhy() {
    control.on("GET /resources/maasmodelref/llm/granite", 200, GRANITE);

    var seen = Caller.of(control).call("describe", "model", "llm/granite");

    assertThat(seen.code()).isZero();
    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            Name:       granite
            Namespace:  llm
            Kind:       MaaSModelRef (maas.opendatahub.io/v1alpha1)
            Created:    2026-11-21T09:00:00Z (3h ago)
            Phase:      Pending
            Labels:
              team: a
            Conditions:
              TYPE    STATUS   SINCE   REASON           MESSAGE
              Ready   False    60m     NoPairingFound   no policy names it
            Declared:
              modelRef:
                kind: ExternalModel
                name: granite
            Status:
              endpoint: ""
            """);
  }

  @Test
  void saysNotFoundAndFailsWhenItIsAbsent() {
    var seen = Caller.of(control).call("describe", "model", "x", "-n", "llm");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("maasmodelref llm/x: not found");
  }
}
