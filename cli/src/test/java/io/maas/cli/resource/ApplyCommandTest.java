package io.maas.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplyCommandTest {
  private static final String MODEL =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: granite, namespace: llm}
      spec: {modelRef: {kind: LLMInferenceService, name: granite}}
      """;

  @AutoClose private final FakeControl control = new FakeControl();
  @TempDir Path folder;

  @Test
  void appliesEveryDocumentThatIsPipedInAndSaysWhatBecameOfEach() {
    control.on(
        "POST /resources/apply",
        200,
        """
        {"data":[{"kind":"MaaSModelRef","namespace":"llm","name":"granite","result":"created"},
                 {"kind":"ConfigMap","namespace":"maas-api","name":"tiers","result":"unchanged"}]}
        """);

    var seen =
        Caller.of(control)
            .piping(MODEL + "---\n---\nkind: ConfigMap\ndata: {yes: on}\n")
            .call("apply", "-f", "-");

    assertThat(seen.err()).isEmpty();
    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            "MaaSModelRef llm/granite: created\nConfigMap maas-api/tiers: unchanged\n");
    assertThat(seen.code()).isZero();
    assertThat(control.last().token()).isEqualTo("secret-token");
    assertThat(control.last().body())
        .startsWith("[{\"apiVersion\":")
        .endsWith("{\"kind\":\"ConfigMap\",\"data\":{\"yes\":\"on\"}}]");
  }

  @Test
  void appliesTheFilesOfAFolderInTheOrderOfTheirNamesAndTakesListsApart() throws IOException {
    Files.writeString(folder.resolve("20-b.yml"), "kind: B\n");
    Files.writeString(
        folder.resolve("10-a.json"), "{\"kind\":\"List\",\"items\":[{\"kind\":\"A\"}]}");
    Files.writeString(folder.resolve("notes.txt"), "not: one\n");
    control.on("POST /resources/apply", 200, "{\"data\":[]}");

    var seen = Caller.of(control).call("apply", "-f", folder.toString());

    assertThat(seen.code()).isZero();
    assertThat(control.last().body()).isEqualTo("[{\"kind\":\"A\"},{\"kind\":\"B\"}]");
  }

  @Test
  void saysEachViolationWithFieldFoundAndExpected() {
    control.on(
        "POST /resources/apply",
        400,
        """
        {"error":"nothing was applied: MaaSSubscription ns/gold: spec.priority: high",
         "violations":[{"resource":"MaaSSubscription ns/gold","field":"spec.priority",
                        "found":"high","expected":"a whole number"}]}
        """);

    var seen = Caller.of(control).piping(MODEL).call("apply", "-f", "-");

    assertThat(seen.code()).isOne();
    assertThat(seen.out()).isEmpty();
    assertThat(seen.err())
        .isEqualToNormalizingNewlines(
            """
            maas: apply: nothing was applied
              MaaSSubscription ns/gold: spec.priority: high (expected: a whole number)
            """);
  }

  @Test
  void asksNobodyWhenADocumentDoesNotRead() {
    var seen = Caller.of(control).piping("kind: A\nkind: B\n").call("apply", "-f", "-");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).startsWith("maas: -: line 2: ").contains("kind").hasLineCount(1);
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void namesTheFileThatIsMissing() {
    var seen = Caller.of(control).call("apply", "-f", folder.resolve("none.yaml").toString());

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("none.yaml: no such file").hasLineCount(1);
  }

  @Test
  void refusesWhatIsNoResource() {
    var seen = Caller.of(control).piping("kind: A\n---\njust words\n").call("apply", "-f", "-");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("document 2: \"just words\" (expected: a resource)");
  }

  @Test
  void refusesAFolderWithoutDocuments() {
    var seen = Caller.of(control).call("apply", "-f", folder.toString());

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("no document (expected: at least one)");
  }
}
