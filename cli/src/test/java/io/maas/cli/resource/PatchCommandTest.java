package io.maas.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class PatchCommandTest {
  private static final String GOLD = "/resources/maassubscription/t/gold";

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void changesTheStatusAsItsOwnResource() {
    control.on("PATCH " + GOLD + "/status", 200, "{\"kind\":\"MaaSSubscription\"}");

    var seen =
        Caller.of(control)
            .call(
                "patch",
                "maassubscription",
                "gold",
                "-n",
                "t",
                "--subresource",
                "status",
                "--type=merge",
                "-p",
                "{\"status\":{\"phase\":\"Failed\"}}");

    assertThat(seen.code()).as(seen.err()).isZero();
    assertThat(seen.out()).isEqualToNormalizingNewlines("maassubscription t/gold: patched\n");
    assertThat(control.last().body()).isEqualTo("{\"status\":{\"phase\":\"Failed\"}}");
  }

  @Test
  void takesAPatchInYamlFromAPipeAndShowsWhatCameOfIt() {
    control.on("PATCH " + GOLD, 200, "{\"kind\":\"MaaSSubscription\"}");

    var seen =
        Caller.of(control)
            .piping("spec: {priority: 30, rateLimits: null}")
            .call("patch", "subscription", "t/gold", "--patch-file", "-", "-o", "yaml");

    assertThat(seen.out()).isEqualToNormalizingNewlines("kind: MaaSSubscription\n");
    assertThat(control.last().body()).isEqualTo("{\"spec\":{\"priority\":30,\"rateLimits\":null}}");
  }

  @Test
  void saysNotFoundAndFailsWhereThereIsNone() {
    var seen = Caller.of(control).call("patch", "subscription", "t/gold", "-p", "{}");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("maassubscription t/gold: not found");
  }

  @Test
  void understandsMergePatchesOfTheResourceOrItsStatusAlone() {
    Caller caller = Caller.of(control);

    assertThat(caller.call("patch", "cm", "a/b", "-p", "{}", "--type", "json").err())
        .contains("--type: json (expected: merge)");
    assertThat(caller.call("patch", "cm", "a/b", "-p", "{}", "--subresource", "scale").code())
        .isEqualTo(2);
    assertThat(caller.call("patch", "cm", "a/b").code()).isEqualTo(2);
    assertThat(caller.call("patch", "cm", "a/b", "-p", "{").err()).contains("--patch: line 1");
    assertThat(control.asked()).isEmpty();
  }
}
