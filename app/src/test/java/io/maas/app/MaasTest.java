package io.maas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.config.MaasConfig;
import io.maas.app.start.CannotStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaasTest {
  @TempDir Path home;

  private final List<MaasConfig> served = new ArrayList<>();
  private CallerShell caller = new CallerShell(Path.of("/nowhere"), Map.of());

  @Test
  void servesWhatTheFlagsSay() {
    int code = call("up", "--demo", "--port", "0", "--data=" + home, "-f", home.toString());

    assertThat(caller.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(served)
        .singleElement()
        .satisfies(config -> {
          assertThat(config.demo()).isTrue();
          assertThat(config.port()).isZero();
          assertThat(config.data()).isEqualTo(home);
          assertThat(config.resources()).containsExactly(home);
        });
  }

  @Test
  void saysWhatIsWrongWithAFlagAndServesNothing() {
    assertThat(call("up", "--port", "http")).isEqualTo(2);

    assertThat(caller.err()).isEqualToIgnoringNewLines("maas: --port: http (expected: 0 to 65535)");
    assertThat(served).isEmpty();
  }

  @Test
  void saysInOneLineWhyItCannotStart() {
    caller = new CallerShell(home, Map.of());
    int code =
        Maas.commands(
                caller.shell(),
                (_, _) -> {
                  throw new CannotStart("port: 8080 is taken");
                })
            .execute("up");

    assertThat(code).isOne();
    assertThat(caller.err()).isEqualToIgnoringNewLines("maas: port: 8080 is taken");
  }

  @Test
  void explainsWhatServes() {
    assertThat(call("--help")).isZero();
    assertThat(caller.out()).contains("  up ").contains("  sim ").contains("  apply ");

    assertThat(call("up", "--help")).isZero();
    assertThat(caller.out())
        .contains("--management-port=PORT")
        .contains("-f, --resources=FILE|DIR")
        .contains("--demo[=true|false]")
        .contains("docs/configuration.md");

    assertThat(call("sim", "--help")).isZero();
    assertThat(caller.out()).contains("--time-to-first-token TIME");
  }

  @Test
  void leavesTheSimulatorsFlagsToTheSimulator() {
    assertThat(call("sim", "--port", "many")).isEqualTo(2);

    assertThat(caller.err()).contains("port").contains("many").contains("expected");
  }

  private int call(String... arguments) {
    caller = new CallerShell(home, Map.of());
    return Maas.commands(caller.shell(), (config, _) -> served.add(config)).execute(arguments);
  }
}
