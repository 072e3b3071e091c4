package io.maas.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditCommandTest {

  private final FakeControl control = new FakeControl();

  @AfterEach
  void stop() {
    control.close();
  }

  private static String act(int seq) {
    return """
    {"seq":%d,"at":"2026-03-01T12:00:00Z","actor":"ada","address":"192.0.2.7",
     "action":"createUser","object":{"kind":"users","name":"bob"},"result":"done"}
    """
        .formatted(seq);
  }

  @Test
  void listsPageAfterPage() {
    control.on(
        "GET /audit",
        asked ->
            FakeControl.Reply.json(
                200,
                asked.query().contains("after")
                    ? "{\"data\":[" + act(1) + "],\"next\":null}"
                    : "{\"data\":[" + act(7) + "],\"next\":\"7\"}"));

    var seen = Caller.of(control).call("audit", "list", "--actor", "ada", "--kind", "users");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            AT                     ACTOR   ADDRESS     ACTION       OBJECT      RESULT
            2026-03-01T12:00:00Z   ada     192.0.2.7   createUser   users bob   done
            2026-03-01T12:00:00Z   ada     192.0.2.7   createUser   users bob   done
            """);
    assertThat(control.last().query()).isEqualTo("actor=ada&kind=users&limit=49&after=7");
  }

  @Test
  void exportsLinesAsTheyCome() {
    control.on(
        "GET /audit/export",
        _ ->
            new FakeControl.Reply(
                200, Map.of("Content-Type", "application/jsonl"), "{\"seq\":1}\n{\"seq\":2}\n"));

    var seen = Caller.of(control).call("audit", "export", "--from", "2026-03-01");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).isEqualToNormalizingNewlines("{\"seq\":1}\n{\"seq\":2}\n");
    assertThat(control.last().query()).isEqualTo("from=2026-03-01T00%3A00%3A00Z&");
  }

  @Test
  void saysWhyThereIsNoExport() {
    control.on("GET /audit/export", 403, "{\"error\":\"admin privileges required\"}");

    var seen = Caller.of(control).call("audit", "export");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("audit: not allowed: admin privileges required");
  }

  @Test
  void failsWhereSomethingIsNotAsItWasWritten() {
    control.on(
        "GET /audit/verify",
        200,
        """
        {"chains":[{"chain":"acme","records":9,"checkpoints":0,"unsigned":9,"found":1,
         "findings":[{"kind":"gap","seq":4,"id":null,"what":"record 4 is missing"}]}],"next":null}
        """);

    var seen = Caller.of(control).call("audit", "verify");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .contains("acme, record 4: gap: record 4 is missing")
        .contains("audit: 1 things are not as they were written");
  }
}
