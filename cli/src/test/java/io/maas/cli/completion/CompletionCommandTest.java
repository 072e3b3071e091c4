package io.maas.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionCommandTest {

  @TempDir Path folder;

  private String bash(String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(List.of("bash", "-c", script)).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void completesInBash() throws Exception {
    Path script = folder.resolve("maas.bash");
    Files.writeString(script, new Caller().call("completion", "bash").out());

    String offered =
        bash(
            "source "
                + script
                + "; COMP_WORDS=(maas key cr); COMP_CWORD=2; COMP_LINE='maas key cr';"
                + " _complete_maas; echo \"${COMPREPLY[@]}\"");

    assertThat(offered.strip()).isEqualTo("create");
  }

  @Test
  void tellsZshTheSame() {
    assertThat(new Caller().call("completion", "zsh").out())
        .contains("bashcompinit")
        .contains("function _picocli_maas_connect");
  }

  @Test
  void offersCommandsFlagsAndValuesInFish() {
    String script = new Caller().call("completion", "fish").out();

    assertThat(script)
        .contains("-a chat -d 'Talks with a model")
        .contains(
            "complete -c maas -n '__fish_seen_subcommand_from key; and"
                + " not __fish_seen_subcommand_from")
        .containsPattern(
            "__fish_seen_subcommand_from models' -s o -l output -x -a 'table json yaml'");
    assertThat(script.lines())
        .allMatch(line -> line.startsWith("complete -c maas") || line.startsWith("#"));
  }

  @Test
  void refusesAShellThatItDoesNotKnow() {
    var seen = new Caller().call("completion", "tcsh");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("tcsh").contains("bash, zsh, fish");
  }
}
