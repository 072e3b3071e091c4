package io.maas.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DiffCommandTest {
  private static final String DOCUMENT =
      "{kind: MaaSSubscription, apiVersion: maas.opendatahub.io/v1alpha1, metadata: {name: gold}}";

  private static final String LIVE =
      """
      {"apiVersion":"maas.opendatahub.io/v1alpha1","kind":"MaaSSubscription",
       "metadata":{"name":"gold","namespace":"t","uid":"1","generation":3,"resourceVersion":"7",
         "annotations":{"maas.opendatahub.io/last-applied":"{}"}},
       "spec":{"priority":20,"owner":{"users":["a","b"]}},"status":{"phase":"Active"}}
      """;

  @AutoClose private final FakeControl control = new FakeControl();

  private void answers(String live, String merged) {
    control.on(
        "POST /resources/apply",
        200,
        """
        {"data":[{"apiVersion":"maas.opendatahub.io/v1alpha1","kind":"MaaSSubscription",
          "namespace":"t","name":"gold","result":"configured"%s,"merged":%s}]}
        """
            .formatted(live.isEmpty() ? "" : ",\"live\":" + live, merged));
  }

  @Test
  void showsWhatWouldChangeAndExitsWithOne() {
    answers(LIVE, LIVE.replace("20", "30").replace("\"7\"", "\"8\"").replace("{}", "{1}"));

    var seen = Caller.of(control).piping(DOCUMENT).call("diff", "-f", "-");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            --- MaaSSubscription t/gold
            +++ MaaSSubscription t/gold
            @@ -8,4 +8,4 @@
                 users:
                 - a
                 - b
            -  priority: 20
            +  priority: 30
            """);
    assertThat(seen.code()).isOne();
    assertThat(control.last().query()).isEqualTo("dryRun=true");
  }

  @Test
  void saysNothingAndExitsWithZeroWhereNothingWouldChange() {
    answers(
        LIVE,
        "{\"spec\":{\"owner\":{\"users\":[\"a\",\"b\"]},\"priority\":20},"
            + LIVE.strip().substring(1));

    assertThat(Caller.of(control).piping(DOCUMENT).call("diff", "-f", "-"))
        .isEqualTo(new Caller.Seen(0, "", ""));
  }

  @Test
  void showsAllOfWhatWouldBeNew() {
    answers("", "{\"kind\":\"MaaSSubscription\",\"metadata\":{\"name\":\"gold\"}}");

    var seen = Caller.of(control).piping(DOCUMENT).call("diff", "-f", "-");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            --- /dev/null
            +++ MaaSSubscription t/gold
            @@ -0,0 +1,3 @@
            +kind: MaaSSubscription
            +metadata:
            +  name: gold
            """);
    assertThat(seen.code()).isOne();
  }

  @Test
  void coloursWhatGoesAndWhatComesAtATerminal() {
    answers(LIVE, LIVE.replace("20", "30"));

    var seen = Caller.of(control).atTerminal().piping(DOCUMENT).call("diff", "-f", "-");

    assertThat(seen.out())
        .contains("\u001b[31m-  priority: 20\u001b[0m", "\u001b[32m+  priority: 30\u001b[0m");
  }

  @Test
  void givesProgramsWhatIsThereAndWhatWouldBe() {
    answers(LIVE, LIVE.replace("20", "30"));

    var seen = Caller.of(control).piping(DOCUMENT).call("diff", "-f", "-", "-o", "json");

    assertThat(seen.out()).contains("\"live\" : {", "\"merged\" : {", "\"priority\" : 30");
    assertThat(seen.code()).isOne();
  }

  @Test
  void exitsWithMoreThanOneWhereItCannotTell() {
    control.on("POST /resources/apply", 400, "{\"error\":\"nothing was applied: bad\"}");
    Caller caller = Caller.of(control).piping(DOCUMENT);

    assertThat(caller.call("diff", "-f", "-").code()).isEqualTo(3);
    assertThat(caller.call("diff", "-f", "/no/such/file").code()).isEqualTo(3);
    assertThat(caller.with("MAAS_URL", "http://127.0.0.1:1").call("diff", "-f", "-").code())
        .isEqualTo(3);
    assertThat(new Caller().at(Path.of("/nowhere")).piping(DOCUMENT).call("diff", "-f", "-").code())
        .isEqualTo(3);
    assertThat(caller.call("diff").code()).isEqualTo(2);
  }
}
