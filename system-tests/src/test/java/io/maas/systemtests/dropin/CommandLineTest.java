package io.maas.systemtests.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.dropin.Terminal.Ended;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The commands that scripts for the reference give, where they knew `kubectl`.
@Tag("slow")
@ExtendWith(OneSite.class)
class CommandLineTest {

  private static final String NAMESPACE = "models-as-a-service";
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Site site;
  @TempDir Path folder;
  private Terminal terminal;

  CommandLineTest(Site site) {
    this.site = site;
    this.terminal = new Terminal(site, Path.of("."), "");
  }

  @BeforeEach
  void sitDown() {
    terminal = new Terminal(site, folder, site.maas().facts().adminToken());
  }

  @Test
  void appliesGetsPatchesAndDeletes() {
    // applied in JSON, from a pipe
    Ended applied = terminal.piping(subscription("scripted", "JSON"), "apply", "-f", "-");
    assertThat(applied.code()).as(applied.err()).isZero();
    assertThat(applied.out()).contains("scripted: created");

    // read by a kind with its group
    String kind = "maassubscription.maas.opendatahub.io";
    Ended json = terminal.run("get", kind, "scripted", "-n", NAMESPACE, "-o", "json");
    assertThat(json.out()).contains("\"kind\" : \"MaaSSubscription\"", "\"name\" : \"scripted\"");
    Ended list = terminal.run("get", kind, "-n", NAMESPACE, "-o", "yaml");
    assertThat(list.out()).startsWith("apiVersion: v1\nkind: List\n").contains("name: scripted");

    // its status is a write of its own
    Eventually.holds("it is reconciled", SOON, () -> phase(kind).equals("Failed"));
    Ended patched =
        terminal.run(
            "patch",
            kind,
            "scripted",
            "-n",
            NAMESPACE,
            "--subresource",
            "status",
            "--type",
            "merge",
            "-p",
            "{\"status\":{\"phase\":\"Active\"}}");
    assertThat(patched.code()).as(patched.err()).isZero();
    Ended after = terminal.run("get", kind, "scripted", "-n", NAMESPACE, "-o", "yaml");
    assertThat(after.out()).contains("  phase: Active\n", "  generation: 1\n");

    // gone, and not found from then on
    assertThat(terminal.run("delete", kind, "scripted", "-n", NAMESPACE).code()).isZero();
    for (String verb : new String[] {"get", "delete"}) {
      Ended absent = terminal.run(verb, kind, "scripted", "-n", NAMESPACE);
      assertThat(absent.code()).isNotZero();
      assertThat(absent.err()).contains("not found");
      assertThat(absent.out()).isEmpty();
    }
  }

  @Test
  void comparesWithoutWriting() {
    String yaml = subscription("compared", "YAML");
    assertThat(terminal.piping(yaml, "diff", "-f", "-").code()).isOne();
    assertThat(terminal.run("get", "subscription", "compared", "-n", NAMESPACE).code()).isOne();

    assertThat(terminal.piping(yaml, "apply", "-f", "-").code()).isZero();

    assertThat(terminal.piping(yaml, "diff", "-f", "-")).isEqualTo(new Ended(0, "", ""));
    Ended changed = terminal.piping(yaml.replace("priority: 3", "priority: 4"), "diff", "-f", "-");
    assertThat(changed.code()).isOne();
    assertThat(changed.out()).contains("-  priority: 3\n+  priority: 4\n");
    assertThat(terminal.run("delete", "subscription", "compared", "-n", NAMESPACE).code()).isZero();
  }

  @Test
  void makesUsersWhoseNamesHoldColons() {
    String name = "system:serviceaccount:ci:bot";

    Ended made = terminal.run("user", "create", name, "--group", "builders", "--token");
    assertThat(made.code()).as(made.err()).isZero();
    String token = made.out().strip();
    assertThat(token).matches("\\S+");

    Ended again = terminal.run("user", "create", name, "--group", "builders");
    assertThat(again.code()).isNotZero();
    assertThat(again.err()).contains("already exists");

    Ended another = terminal.run("user", "token", name);
    assertThat(another.out().strip()).matches("\\S+").isNotEqualTo(token);

    Ended whoami = new Terminal(site, folder, token).run("whoami", "-o", "json");
    assertThat(whoami.out()).contains(name, "\"builders\"", "\"system:authenticated\"");

    assertThat(terminal.run("user", "delete", name).code()).isZero();
    assertThat(terminal.run("user", "token", name).err()).contains("not found");
    assertThat(new Terminal(site, folder, token).run("whoami").code()).isOne();
  }

  private String phase(String kind) {
    return terminal
        .run("get", kind, "scripted", "-n", NAMESPACE, "-o", "json")
        .out()
        .replaceFirst("(?s).*\"phase\" : \"(\\w+)\".*", "$1");
  }

  private static String subscription(String name, String language) {
    return switch (language) {
      case "JSON" ->
          """
          {"apiVersion": "maas.opendatahub.io/v1alpha1", "kind": "MaaSSubscription",
           "metadata": {"name": "%s", "namespace": "models-as-a-service"},
           "spec": {"owner": {"groups": [{"name": "nobody"}]}, "modelRefs": [
             {"name": "none", "namespace": "llm", "tokenRateLimits": [{"limit": 1, "window": "1m"}]}]}}
          """
              .formatted(name);
      default ->
          """
          apiVersion: maas.opendatahub.io/v1alpha1
          kind: MaaSSubscription
          metadata: {name: %s, namespace: models-as-a-service}
          spec:
            owner: {groups: [{name: nobody}]}
            priority: 3
            modelRefs:
              - {name: none, namespace: llm, tokenRateLimits: [{limit: 1, window: 1m}]}
          """
              .formatted(name);
    };
  }
}
