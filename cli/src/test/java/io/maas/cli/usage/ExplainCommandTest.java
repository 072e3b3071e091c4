package io.maas.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ExplainCommandTest {
  private static final String DENIED =
      """
      {"allowed":false,"user":"alice","groups":["a"],"model":"granite","status":403,
       "message":"subscription gold is not ready",
       "decided_by":[{"kind":"MaaSSubscription","name":"ns/gold"}],
       "findings":[
         {"kind":"MaaSModelRef","name":"llm/granite","holds":true,"why":"it goes by this name"},
         {"kind":"MaaSSubscription","name":"ns/gold","holds":false,"why":"it is not ready"}]}
      """;

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void saysWhatDecidesAndWhatWasFound() {
    control.on("GET /explain", 200, DENIED);

    var seen = Caller.of(control).call("explain", "granite", "--user", "alice", "-s", "ns/gold");

    assertThat(seen.code()).isZero();
    assertThat(control.last().query()).isEqualTo("model=granite&user=alice&subscription=ns%2Fgold");
    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            alice may not use granite: 403 subscription gold is not ready (MaaSSubscription ns/gold)
                  KIND               NAME          FOUND
            yes   MaaSModelRef       llm/granite   it goes by this name
            no    MaaSSubscription   ns/gold       it is not ready
            """);
  }

  @Test
  void saysUnderWhatItWouldBeServed() {
    control.on(
        "GET /explain",
        200,
        "{\"allowed\":true,\"user\":\"bob\",\"model\":\"llm/granite\",\"subscription\":\"ns/gold\","
            + "\"decided_by\":[],\"findings\":[]}");

    assertThat(Caller.of(control).call("explain", "granite").out())
        .startsWith("bob may use llm/granite under ns/gold");
    assertThat(Caller.of(control).call("explain", "granite", "-o", "json").out())
        .startsWith("{")
        .contains("\"allowed\" : true");
  }

  @Test
  void saysThatNobodyGoesByTheName() {
    control.on("GET /explain", 404, "{\"error\":\"user eve not found\"}");

    var seen = Caller.of(control).call("explain", "granite", "--user", "eve");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("user eve: not found");
  }
}
