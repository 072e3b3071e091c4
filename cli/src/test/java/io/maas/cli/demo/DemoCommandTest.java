package io.maas.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.session.Session;
import io.maas.cli.shell.Shell;
import io.maas.cli.testing.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DemoCommandTest {
  @AutoClose private final ScriptedDemo demo = new ScriptedDemo();
  @TempDir Path data;

  @Test
  void tellsTheStoryAndEndsWellWhenEverythingIsAsTold() throws IOException {
    var seen = play();

    assertThat(seen.out())
        .contains("alice-4 exists")
        .contains("bound to tier-free")
        .contains("- granite")
        .contains("\"My name is Sim.\"")
        .contains("usage: 6 prompt + 8 completion = 14 tokens")
        .contains("Request  4: HTTP 200  14 tokens")
        .contains("Request  5: HTTP 429  limited, Retry-After: 97")
        .contains("bound to tier-premium")
        .contains("Request 20: HTTP 200")
        .contains("Request 21: HTTP 429")
        .contains("tier-free      alice-4's answers          5      30       40       70")
        .contains("tier-premium   the ledger                20     120      160      280")
        .contains("tier-premium   the model's book          20     120      160      280")
        .endsWith("Everything was as told.\n");
    assertThat(seen.code()).isZero();
  }

  @Test
  void showsEachRequestAsACurlLineBeforeItIsSentAndNoSecretOfAnybody() throws IOException {
    var seen = play();

    assertThat(seen.out())
        .contains("curl -sS \"$MAAS_URL/llm/ibm-granite-2b-gpu/v1/chat/completions\"")
        .contains("\"max_tokens\":50")
        .contains("-d '{\"expiration\":\"10m\"}'")
        .contains("maas group add premium-group alice-4")
        .doesNotContain("admin-secret")
        .doesNotContain("identity\n");
    assertThat(demo.server().asked().stream().map(a -> a.body()).filter(b -> b.contains("Hello!")))
        .containsExactly(
            "{\"model\":\"ibm-granite/granite-3.1-2b-instruct\",\"messages\":[{\"role\":\"user\","
                + "\"content\":\"Hello! What is your name?\"}],\"max_tokens\":50}");
  }

  @Test
  void failsWhenOneRequestTooManyPasses() throws IOException {
    demo.freeTier = 6;

    var seen = play();

    assertThat(seen.code()).isOne();
    assertThat(ScriptedDemo.surprises(seen.out()))
        .contains(
            "- 5 passed, 5 have to wait (expected: the first 4 pass, the others get HTTP 429 with"
                + " Retry-After)");
  }

  @Test
  void failsWhenALimitDoesNotSayWhenToComeBack() throws IOException {
    demo.limited = Map.of("Content-Type", "application/json");

    var seen = play();

    assertThat(seen.code()).isOne();
    assertThat(seen.out()).contains("4 passed, 0 have to wait, others: HTTP 429");
  }

  @Test
  void failsWhenTheLedgerLostATokenOrTheModelServedOneThatNobodyPaid() throws IOException {
    demo.forgotten = 1;
    demo.unbilled = 2;

    var seen = play();

    assertThat(seen.code()).isOne();
    assertThat(ScriptedDemo.surprises(seen.out()))
        .containsExactly(
            "- the ledger of tier-premium: 20 requests, 279 tokens (expected: 20 requests, 280"
                + " tokens)",
            "- the model's book of tier-premium: 20 requests, 282 tokens (expected: 20 requests, 280"
                + " tokens)");
  }

  @Test
  void reconcilesWithTheLedgerAloneWhenTheModelsBookIsNotAtHand() throws IOException {
    demo.server().on("GET /book", 404, "{}");

    var seen = play();

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).doesNotContain("the model's book  ").contains("the ledger");
  }

  @Test
  void saysWhereItLookedForADemo() {
    var seen = new Caller().at(data).call("demo");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains(".local/share/maas/demo.env: no such file").hasLineCount(1);
  }

  private Caller.Seen play() throws IOException {
    Files.writeString(
        data.resolve("demo.env"),
        "MAAS_URL=%1$s\nMAAS_ADMIN_TOKEN=admin-secret\nMAAS_SIMULATOR_URL=%1$s\n"
            .formatted(demo.server().url()));
    var out = new StringWriter();
    var err = new StringWriter();
    var shell =
        new Shell(
            Map.of(),
            data,
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            () -> Caller.NOW);
    int code =
        new CommandLine(new DemoCommand(new Session(shell), _ -> {}))
            .execute("--data", data.toString());
    return new Caller.Seen(code, out.toString().replace(System.lineSeparator(), "\n"), "");
  }
}
