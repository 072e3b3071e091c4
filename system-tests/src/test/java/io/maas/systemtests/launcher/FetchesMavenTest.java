package io.maas.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./mvnw` where the pinned Maven is not there yet, and something is wrong with fetching it.
class FetchesMavenTest {

  @TempDir Path folder;

  private Machine machine = new Machine(Path.of(""));

  @BeforeEach
  void aMachineWithAJdk() throws IOException {
    machine = new Machine(folder);
    machine.jdk(machine.jvms(), "temurin-25", "25.0.3");
  }

  @Test
  void goesOnWithTheSystemsMavenWhereItCannotBeFetched() throws Exception {
    machine.onPath("mvn", systemMaven("3.8.7", "echo '[ERROR] no route'; exit 1"));

    var ended = mvnw();

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEqualTo("system maven runs verify\n");
    assertThat(ended.err()).contains("[ERROR] no route", "going on with the system's 3.8.7");
  }

  @Test
  void refusesASystemsMavenThatIsTooOld() throws Exception {
    machine.onPath("mvn", systemMaven("3.6.3", "exit 1"));

    var ended = mvnw();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("mvn is 3.6.3 (expected: >= 3.8.6)");
  }

  @Test
  void refusesWhatIsNotTheMavenItAskedFor() throws Exception {
    machine.onPath("mvn", systemMaven("3.8.7", "echo tampered > apache-maven-3.9.11-bin.zip"));

    var ended = mvnw();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("is its SHA-512 (expected: 03e2d65d4483a339...)");
    assertThat(machine.home().resolve(".m2/wrapper/maas")).isEmptyDirectory();
  }

  private Script.Ended mvnw() throws Exception {
    return Script.ofRepository("mvnw", machine.environment(Map.of())).run("verify");
  }

  /// A Maven that answers for its version, does `fetch` when asked for an artefact, and otherwise
  /// says what it runs.
  private static String systemMaven(String version, String fetch) {
    return """
    case "$*" in
      --version) echo "Apache Maven %s" ;;
      *:copy*) %s ;;
      *) echo "system maven runs $*" ;;
    esac\
    """
        .formatted(version, fetch);
  }
}
