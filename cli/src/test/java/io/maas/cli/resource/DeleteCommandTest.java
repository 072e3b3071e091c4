package io.maas.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DeleteCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void deletesByName() {
    control.on("DELETE /resources/maasmodelref/llm/granite", 200, "{}");

    var seen = Caller.of(control).call("delete", "maasmodelref", "granite", "-n", "llm");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).startsWith("maasmodelref llm/granite: deleted");
  }

  @Test
  void saysNotFoundAndFailsWhenItIsAbsent() {
    var seen = Caller.of(control).call("delete", "maasmodelref", "granite", "-n", "llm");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("maasmodelref llm/granite: not found");
  }

  @Test
  void deletesWhatDocumentsNameAndGoesOnWhenOneIsAbsent() {
    control.on("DELETE /resources/ExternalModel.maas.opendatahub.io/llm/b", 204, "");

    var seen =
        Caller.of(control)
            .piping(
                """
                [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": a, "namespace": x}},
                 {"apiVersion": "maas.opendatahub.io/v1alpha1", "kind": "ExternalModel",
                  "metadata": {"name": b, "namespace": llm}}]
                """)
            .call("delete", "-f", "-");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("ConfigMap x/a: not found");
    assertThat(seen.out()).contains("ExternalModel llm/b: deleted");
  }

  @Test
  void refusesANameBesideAFile() {
    var seen = Caller.of(control).call("delete", "maasmodelref", "-f", "-");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("expected KIND and NAME, or -f alone");
  }
}
