package io.maas.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionTest {
  @AutoClose private final FakeControl control = new FakeControl().on("GET /whoami", 200, "{}");
  @TempDir Path home;

  @Test
  void letsFlagsWinOverTheEnvironment() {
    new Caller()
        .with("MAAS_URL", "http://127.0.0.1:1")
        .with("MAAS_TOKEN", "of-the-environment")
        .call("whoami", "--url", control.url() + "/", "--token", "of-the-flag");

    assertThat(control.last().token()).isEqualTo("of-the-flag");
  }

  @Test
  void asksAsTheDemosAdministratorWhenNobodyElseIsNamedAndSaysSo() throws IOException {
    demo("MAAS_URL=" + control.url() + "\nMAAS_ADMIN_TOKEN='admin-1'\n");

    var seen = new Caller().at(home).call("whoami");

    assertThat(control.last().token()).isEqualTo("admin-1");
    assertThat(seen.err()).contains("as the demo's administrator").hasLineCount(1);
    assertThat(seen.err()).doesNotContain("admin-1");
  }

  @Test
  void neverSendsTheDemosTokenElsewhere() throws IOException {
    demo("MAAS_URL=http://127.0.0.1:1\nMAAS_ADMIN_TOKEN=admin-1\n");

    var seen = new Caller().at(home).with("MAAS_URL", control.url()).call("whoami");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("no credential (expected: MAAS_TOKEN or --token");
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void saysWhatWasTriedAndWhatToDoWhenNobodyListens() throws IOException {
    String url;
    try (var free = new ServerSocket(0)) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }

    var seen = new Caller().with("MAAS_URL", url).with("MAAS_TOKEN", "t").call("whoami");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .startsWith("maas: " + url + ": not reachable")
        .contains("maas up")
        .hasLineCount(1);
  }

  @Test
  void refusesAUrlThatIsNone() {
    var seen = new Caller().with("MAAS_TOKEN", "t").call("whoami", "--url", "localhost:8080");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("url: localhost:8080 (expected: http://HOST:PORT");
  }

  @Test
  void refusesATokenThatNoHeaderCanCarryWithoutShowingIt() {
    var seen = Caller.of(control).call("whoami", "--token", "half\nother");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("token: 10 characters").doesNotContain("half");
  }

  @Test
  void saysThatSomethingElseListensThere() {
    control.on(
        "GET /whoami",
        _ -> new FakeControl.Reply(502, java.util.Map.of("Content-Type", "text/html"), "<html>"));

    var seen = Caller.of(control).call("whoami");

    assertThat(seen.err()).contains("status 502 with text/html").doesNotContain("<html>");
  }

  @Test
  void saysWhatToDoWhenTheTokenIsNotGood() {
    control.on("GET /whoami", 401, "{\"error\":{\"message\":\"bad token\",\"type\":\"a\"}}");

    var seen = Caller.of(control).call("whoami");

    assertThat(seen.err()).contains("not authenticated: bad token (expected: a valid MAAS_TOKEN)");
  }

  private void demo(String text) throws IOException {
    Path data = Files.createDirectories(home.resolve(".local/share/maas"));
    Files.writeString(data.resolve("demo.env"), text);
  }
}
