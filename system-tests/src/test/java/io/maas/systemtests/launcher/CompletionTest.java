package io.maas.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maas.systemtests.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `maas completion` prints, read by the shells that it is for, in front of somebody who
/// presses Tab.
@Tag("slow")
class CompletionTest {

  /// Types a line and Tab at a terminal of zsh's own, where `maas` says what it was given.
  private static final String AT_A_TERMINAL =
      """
      zmodload zsh/zpty
      zpty -b there 'zsh -f -i'
      zpty -w there 'PS1=; autoload -U +X compinit && compinit -u -d DIR/dump; source DIR/script; \
      maas() { print -r -- "GOT<$*>" }; print REA""DY'
      until [[ $said == *READY* ]]; do zpty -r there piece && said+=$piece; done
      zpty -w -n there $'LINE\\t\\n'
      until [[ $got == *GOT\\<*\\>* ]]; do zpty -r there piece && got+=$piece; done
      print -r -- "$got"
      zpty -d there
      """;

  @TempDir Path folder;

  @Test
  void completesInBash() throws Exception {
    script("bash");

    String script =
        "source "
            + folder
            + "/script; COMP_WORDS=(maas get --ou); COMP_CWORD=2;"
            + " COMP_LINE='maas get --ou'; _complete_maas; echo \"${COMPREPLY[@]}\"";

    assertThat(shell("bash", script).strip()).isEqualTo("--output");
  }

  @Test
  void completesInZsh() throws Exception {
    assumeInstalled("zsh");
    script("zsh");

    assertThat(
            shell(
                "zsh",
                AT_A_TERMINAL.replace("DIR", folder.toString()).replace("LINE", "maas key cr")))
        .contains("GOT<key create>");
  }

  @Test
  void completesInFish() throws Exception {
    assumeInstalled("fish");
    script("fish");

    assertThat(fish("maas key cr")).startsWith("create\t").hasLineCount(1);
    assertThat(fish("maas up --dem")).startsWith("--demo\t").hasLineCount(1);
    assertThat(fish("maas models -o ").lines().map(line -> line.replaceFirst("\t.*", "")))
        .containsExactlyInAnyOrder("table", "json", "yaml");
  }

  private String fish(String line) throws IOException, InterruptedException {
    return shell("fish", "source " + folder + "/script; complete -C '" + line + "'").strip();
  }

  private void script(String shell) throws IOException {
    Program.Ended made = Program.run(folder, List.of("completion", shell));
    assertThat(made.code()).as(made.said()).isZero();
    Files.writeString(folder.resolve("script"), made.said());
  }

  private static void assumeInstalled(String shell) throws IOException, InterruptedException {
    assumeThat(new Script(List.of("which", shell), Map.of()).run().code())
        .as(shell + " is not installed (apt-get install " + shell + ")")
        .isZero();
  }

  private String shell(String shell, String script) throws IOException, InterruptedException {
    Map<String, String> quiet = Map.of("HOME", folder.toString(), "TERM", "xterm");
    Script.Ended ended = new Script(List.of(shell, "-c", script), quiet).run();
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out();
  }
}
