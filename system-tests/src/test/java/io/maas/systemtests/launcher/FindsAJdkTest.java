package io.maas.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./maas` finds a JDK 25, or says in one line what it found.
class FindsAJdkTest {

  @TempDir Path folder;

  private Machine machine = new Machine(Path.of(""));

  @BeforeEach
  void aMachineWhoseJavaIsOld() throws IOException {
    machine = new Machine(folder);
    var old = machine.jdk(folder, "java-17-openjdk", "17.0.15");
    Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("bin/java"), old.resolve("bin/java"));
  }

  @Test
  void saysInOneLineWhatItFoundAndWhatItExpected() throws Exception {
    var ended = maas(Map.of("JAVA_HOME", "/nowhere"), "--help");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains("JAVA_HOME=/nowhere is no JDK", "java on the PATH is 17.0.15")
        .contains(machine.jvms().toString(), "(expected: JDK 25 or newer");
  }

  @Test
  void takesJavaHomeFirst() throws Exception {
    machine.jdk(machine.jvms(), "temurin-25", "25.0.1");
    var chosen = machine.jdk(folder, "chosen", "25.0.3");

    assertThat(found(Map.of("JAVA_HOME", chosen.toString()))).isEqualTo(chosen);
  }

  @Test
  void takesTheJavaOnThePathBeforeTheOneThatDebianKeeps() throws Exception {
    machine.jdk(machine.jvms(), "temurin-25", "25.0.1");
    var onPath = machine.jdk(folder, "newer", "26");
    Files.delete(folder.resolve("bin/java"));
    Files.createSymbolicLink(folder.resolve("bin/java"), onPath.resolve("bin/java"));

    assertThat(found(Map.of())).isEqualTo(onPath);
  }

  @Test
  void passesByWhatIsTooOldOrCannotCompile() throws Exception {
    var old = machine.jdk(folder, "old", "21.0.9");
    var runtime = machine.jdk(machine.jvms(), "a-jre-25", "25.0.3");
    Files.delete(runtime.resolve("bin/javac"));
    var kept = machine.jdk(machine.jvms(), "temurin-25-jdk-amd64", "25.0.3");

    assertThat(found(Map.of("JAVA_HOME", old.toString()))).isEqualTo(kept);
  }

  @Test
  void explainsTestAndBuildWithoutAny() throws Exception {
    assertThat(maas(Map.of(), "test", "--help").out()).contains("--quick", "--real", "--soak");
    assertThat(maas(Map.of(), "build", "--help").out()).contains("app/target/maas");
  }

  private Path found(Map<String, String> environment) throws Exception {
    var functions = Script.ofFunctions(folder, "say.sh", "jdk.sh");
    var script = new Script(functions.command(), machine.environment(environment));
    return Path.of(script.run("find_jdk").out().strip());
  }

  private Script.Ended maas(Map<String, String> environment, String... arguments) throws Exception {
    return Script.ofRepository("maas", machine.environment(environment)).run(arguments);
  }
}
