package io.maas.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher hands to the JVM, and when it builds first.
class StartsTheProgramTest {

  private static final Instant LAST_BUILD = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void aTreeThatWasBuilt() throws IOException {
    for (var file :
        new String[] {
          "pom.xml",
          ".mvn/maven.config",
          "domain/pom.xml",
          "domain/src/main/java/Fact.java",
          "testkit/src/main/java/Fake.java",
          "domain/src/test/java/FactTest.java",
          "app/target/maas/lib/maas-app.jar",
          "cli/target/maas",
          "target/built"
        }) {
      var path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(LAST_BUILD));
      }
    }
  }

  @Test
  void runsServersWithTheCollectorThatCostsLeast() throws Exception {
    assertThat(java("run_maas", "up", "--demo"))
        .endsWith(" -jar " + folder + "/app/target/maas/lib/maas-app.jar up --demo")
        .contains("-XX:+UseParallelGC")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void runsCommandsWithWhatStartsFastest() throws Exception {
    assertThat(java("run_maas", "get", "models"))
        .endsWith(" get models")
        .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  @Test
  void handsTheUsersOptionsToTheJvm() throws Exception {
    assertThat(java("run_maas", "sim")).contains(" -Xmx512m -Dkey=value -jar ");
  }

  @Test
  void buildsNothingWhereNothingChanged() throws Exception {
    touch("domain/src/test/java/FactTest.java");
    touch("testkit/src/main/java/Fake.java");

    assertThat(functions().run("is_built").code()).isZero();
  }

  @Test
  void buildsWhereASourceIsNewer() throws Exception {
    touch("domain/src/main/java/Fact.java");

    assertThat(functions().run("is_built").code()).isEqualTo(1);
  }

  @Test
  void buildsWhereASourceWasDeleted() throws Exception {
    Files.delete(folder.resolve("domain/src/main/java/Fact.java"));

    assertThat(functions().run("is_built").code()).isEqualTo(1);
  }

  @Test
  void buildsWhereAPomIsNewer() throws Exception {
    touch("domain/pom.xml");

    assertThat(functions().run("is_built").code()).isEqualTo(1);
  }

  @Test
  void buildsWhereTheProgramIsMissing() throws Exception {
    Files.delete(folder.resolve("app/target/maas/lib/maas-app.jar"));

    assertThat(functions().run("is_built").code()).isEqualTo(1);
  }

  @Test
  void buildsWhereTheOneFileIsMissing() throws Exception {
    Files.delete(folder.resolve("cli/target/maas"));

    assertThat(functions().run("is_built").code()).isEqualTo(1);
  }

  private void touch(String file) throws IOException {
    Files.setLastModifiedTime(folder.resolve(file), FileTime.from(LAST_BUILD.plusSeconds(1)));
  }

  private String java(String... arguments) throws Exception {
    var machine = new Machine(folder.resolve("machine"));
    var jdk = machine.jdk(machine.jvms(), "temurin-25", "25.0.3");
    var environment =
        machine.environment(
            Map.of("JAVA_HOME", jdk.toString(), "MAAS_JAVA_OPTS", "-Xmx512m -Dkey=value"));
    var started = new Script(functions().command(), environment).run(arguments).out().strip();
    assertThat(started).startsWith(Machine.STARTED);
    return started;
  }

  private Script functions() {
    return Script.ofFunctions(folder, "say.sh", "build.sh", "run.sh");
  }
}
