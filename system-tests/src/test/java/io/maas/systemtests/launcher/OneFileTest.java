package io.maas.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.Repository;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line in one file: it needs a Java and nothing else, and is remembered by it.
@Tag("slow")
class OneFileTest {

  private static final Duration MADE_WITHIN = Duration.ofMinutes(2);

  @TempDir static Path made;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws Exception {
    assertThat(made("maas").code()).isZero();
  }

  /// As the launcher does when it builds.
  private static Script.Ended made(String name) throws IOException, InterruptedException {
    Path root = Repository.root();
    String functions =
        """
        set -euo pipefail; ROOT='%1$s'; JAVA_HOME='%2$s'
        source "$ROOT/scripts/say.sh"; source "$ROOT/scripts/build.sh"; one_file '%3$s'
        """
            .formatted(root, System.getProperty("java.home"), made.resolve(name));
    return new Script(List.of("bash", "-c", functions), Map.of()).run();
  }

  @Test
  void runsFromAnyFolderByItsNameWithNothingBesideIt() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.copy(made.resolve("maas"), bin.resolve("maas"));
    assertThat(bin.resolve("maas").toFile().setExecutable(true)).isTrue();

    Map<String, String> environment =
        Map.of("PATH", bin + ":" + System.getenv("PATH"), "MAAS_CACHE", "off");
    Script.Ended version = run(environment, "sh", "-c", "maas --version");

    assertThat(version.code()).as(version.err()).isZero();
    assertThat(version.out()).matches("maas [0-9]+\\.[0-9]+\\..*\n");
  }

  @Test
  void speaksToControlAndEndsAsTheProgramDoes() throws Exception {
    Script.Ended away =
        maas(
            Map.of("MAAS_CACHE", "off", "MAAS_TOKEN", "t", "MAAS_URL", "http://127.0.0.1:1"),
            "get",
            "models",
            "-o",
            "yaml");
    assertThat(away.code()).isOne();
    assertThat(away.err()).contains("http://127.0.0.1:1: not reachable");

    Script.Ended servers = maas(Map.of("MAAS_CACHE", "off"), "up", "--demo");
    assertThat(servers.code()).isEqualTo(2);
    assertThat(servers.err()).contains("up: not in this file, which only speaks to maas");
  }

  @Test
  void isRememberedByJavaFromTheFirstCommandOn() throws Exception {
    Path cache = folder.resolve("cache");
    Map<String, String> environment = new HashMap<>(Map.of("MAAS_CACHE", cache.toString()));
    assertThat(maas(environment, "--version").code()).isZero();
    Eventually.holds("Java has taken its notes", MADE_WITHIN, () -> count(cache) == 1);

    Path loaded = folder.resolve("loaded");
    environment.put("MAAS_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
    Script.Ended help = maas(environment, "get", "--help");

    assertThat(help.code()).as(help.err()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: maas get ");
    // all of the program, what old compilers made of it too
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(" picocli.CommandLine source: shared objects file"))
        .noneMatch(line -> line.contains(" source: file:"));
    assertThat(count(cache)).isOne();
  }

  @Test
  void leavesNothingWhereItShallNot() throws Exception {
    Map<String, String> environment = Map.of("MAAS_CACHE", "off", "HOME", folder.toString());

    assertThat(maas(environment, "--version").code()).isZero();

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void saysWhatItNeedsWhereThereIsNoJava() throws Exception {
    Script.Ended ended = maas(Map.of("JAVA_HOME", folder.toString()), "--version");

    assertThat(ended.code()).isOne();
    assertThat(ended.err())
        .contains("no Java: " + folder + "/bin/java (expected: Java 25 or newer");
  }

  @Test
  void saysWhatItNeedsWhereTheJavaIsTooOld() throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 0\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");

    Script.Ended ended = maas(Map.of("JAVA_HOME", folder.toString()), "--version");

    assertThat(ended.code()).isOne();
    assertThat(ended.err())
        .isEqualTo(
            "maas: "
                + java
                + " is Java 17.0.15 (expected: Java 25 or newer, by JAVA_HOME or on the PATH)\n");
  }

  @Test
  void isTheSameWhereItIsMadeOfTheSame() throws Exception {
    assertThat(made("again").code()).isZero();

    assertThat(Files.mismatch(made.resolve("maas"), made.resolve("again"))).isEqualTo(-1);
  }

  private static long count(Path cache) {
    if (!Files.isDirectory(cache)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(cache)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.endsWith(".making"))
          ? 0
          : names.stream().filter(name -> name.endsWith(".aot")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Script.Ended maas(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(
        environment,
        Stream.concat(Stream.of(made.resolve("maas").toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Script.Ended run(Map<String, String> changes, String... command)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    System.getenv().keySet().stream()
        .filter(name -> name.startsWith("MAAS_"))
        .forEach(name -> environment.put(name, ""));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(changes);
    return new Script(List.of(command), environment).run();
  }
}
