package io.maas.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  private void answer(String findings, int found) {
    control.on(
        "GET /ledger/verify",
        asked ->
            FakeControl.Reply.json(
                200,
                asked.query().contains("after")
                    ? """
                    {"chains":[{"chain":"one","records":7,"checkpoints":0,"unsigned":3,"found":%d,
                     "findings":[%s]}],"other_keys":[],"next":null}
                    """
                        .formatted(found, findings)
                    : """
                    {"chains":[{"chain":"one","records":20,"checkpoints":2,"unsigned":3,"found":0,
                     "findings":[]}],"other_keys":["ab12"],"next":"1:20"}
                    """));
  }

  @Test
  void verifiesPageAfterPage() {
    answer("", 0);

    var seen = Caller.of(control).call("ledger", "verify", "--from", "2026-11-01");

    assertThat(seen.code()).isZero();
    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            CHAIN   RECORDS   CHECKPOINTS   UNSIGNED   FOUND
            one          27             2          3       0
            """);
    assertThat(seen.err())
        .contains("signed by key ab12, which is not this control's (expected: another control's)");
    assertThat(control.last().query()).isEqualTo("from=2026-11-01T00%3A00%3A00Z&after=1%3A20");
  }

  @Test
  void failsWhereSomethingIsFound() {
    answer("{\"kind\":\"altered\",\"seq\":22,\"id\":\"0-1\",\"what\":\"it is not\"}", 1);

    var seen = Caller.of(control).call("ledger", "verify", "-o", "json");

    assertThat(seen.code()).isEqualTo(1);
    assertThat(seen.out()).contains("\"records\" : 27");
    assertThat(seen.err())
        .contains("one, record 22: altered: it is not (0-1)")
        .contains("maas: ledger: 1 things are not as they were written");
  }

  @Test
  void importsAFile(@TempDir Path folder) throws Exception {
    control.on("POST /ledger/import", 201, "{\"records\":2}");
    Path file = Files.writeString(folder.resolve("old.jsonl"), "{}\n{}\n");

    var seen = Caller.of(control).call("ledger", "import", file.toString());

    assertThat(seen.out()).endsWith("old.jsonl: 2 records imported\n");
    assertThat(control.last().body()).isEqualTo("{}\n{}\n");
  }

  @Test
  void saysWhyNothingWasImported() {
    control.on("POST /ledger/import", 409, "{\"error\":\"this file was imported\"}");

    var seen = Caller.of(control).piping("{}").call("ledger", "import", "-");

    assertThat(seen.code()).isEqualTo(1);
    assertThat(seen.err()).contains("-: this file was imported");
    assertThat(Caller.of(control).call("ledger", "import", "/no/such").err())
        .contains("/no/such: no such file");
  }

  @Test
  void refusesAMomentThatItCannotRead() {
    assertThat(Caller.of(control).call("ledger", "verify", "--to", "soon").code()).isEqualTo(2);
  }
}
