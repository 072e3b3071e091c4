package io.maas.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class GetCommandTest {
  private static final String GRANITE =
      """
      {"apiVersion":"maas.opendatahub.io/v1alpha1","kind":"MaaSModelRef",
       "metadata":{"name":"granite","namespace":"llm","creationTimestamp":"2026-11-21T09:00:00Z"},
       "spec":{},"status":{"phase":"Pending",
         "conditions":[{"type":"Ready","status":"False","message":"no policy names it"}]}}
      """;
  private static final String OTHER =
      """
      {"kind":"MaaSModelRef","metadata":{"name":"granite","namespace":"lab"},
       "status":{"phase":"Ready"}}
      """;

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void showsAlignedColumnsWithThePhaseTheAgeAndWhyItIsNotReady() {
    control.on("GET /resources/maasmodelref", 200, "{\"data\":[" + GRANITE + "," + OTHER + "]}");

    var seen = Caller.of(control).call("get", "maasmodelref", "-n", "llm");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            NAMESPACE   NAME      PHASE     AGE   MESSAGE
            llm         granite   Pending   3h    no policy names it
            lab         granite   Ready     -     -
            """);
    assertThat(seen.code()).isZero();
    assertThat(control.last().query()).isEqualTo("namespace=llm");
  }

  @Test
  void showsOneDocumentAsYamlThatCanBeAppliedAgain() {
    control.on("GET /resources/maasmodelref/llm/granite", 200, GRANITE);

    var seen = Caller.of(control).call("get", "maasmodelref", "llm/granite", "-o", "yaml");

    assertThat(seen.out())
        .startsWith("apiVersion: maas.opendatahub.io/v1alpha1\nkind: MaaSModelRef\n")
        .contains("  name: granite\n");
  }

  @Test
  void showsAListAsJsonThatCanBeAppliedAgain() {
    control.on("GET /resources/maasmodelref", 200, "{\"data\":[" + OTHER + "]}");

    var seen = Caller.of(control).call("get", "models", "-o", "json");

    assertThat(seen.out()).contains("\"kind\" : \"List\"").contains("\"items\" : [ {");
  }

  @Test
  void findsTheNamespaceWhenOnlyOneHasTheName() {
    control
        .on("GET /resources/maasmodelref", 200, "{\"data\":[" + GRANITE + "]}")
        .on("GET /resources/maasmodelref/llm/granite", 200, GRANITE);

    var seen = Caller.of(control).call("get", "maasmodelref", "granite");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).contains("llm         granite");
  }

  @Test
  void asksForTheNamespaceWhenSeveralHaveTheName() {
    control.on("GET /resources/maasmodelref", 200, "{\"data\":[" + GRANITE + "," + OTHER + "]}");

    var seen = Caller.of(control).call("get", "maasmodelref", "granite");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("granite: in llm, lab (expected: one of them with -n)");
  }

  @Test
  void saysNotFoundAndFailsWhenItIsAbsent() {
    control
        .on("GET /resources/maasmodelref", 200, "{\"data\":[]}")
        .on("GET /resources/maasmodelref/llm/x", 404, "{\"error\":\"no such resource\"}");

    assertThat(Caller.of(control).call("get", "maasmodelref", "x", "-n", "llm"))
        .isEqualTo(
            new Caller.Seen(
                1, "", "maas: maasmodelref llm/x: not found (no such resource)" + nl()));
    assertThat(Caller.of(control).call("get", "maasmodelref", "x"))
        .isEqualTo(new Caller.Seen(1, "", "maas: maasmodelref x: not found" + nl()));
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() {
    var seen = Caller.of(control).call("get", "maasmodelref", "-o", "xml");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("xml").contains("table, json, yaml").contains("get --help");
  }

  private static String nl() {
    return System.lineSeparator();
  }
}
