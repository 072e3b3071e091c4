package io.maas.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of libraries says what the build uses.
class LibrariesTest {

  private static final Pattern VERSION = Pattern.compile("<([a-z-]+)\\.version>([^<$]+)</");

  private static final Pattern REQUIREMENT = Pattern.compile("(?m)^([a-z0-9-]+)==(\\S+)");

  @Test
  void theTableHasEveryVersionOfTheRootPom() throws IOException {
    var pom = Files.readString(Repository.root().resolve("pom.xml"));
    var table = Files.readString(Repository.root().resolve("docs/adr/0006-libraries.md"));

    var versions = VERSION.matcher(pom).results().toList();

    assertThat(versions).isNotEmpty();
    assertThat(versions)
        .allSatisfy(version ->
            assertThat(table).as(version.group(1)).contains("| " + version.group(2) + " |"));
  }

  @Test
  void theTableHasEveryVersionThatComesFromPyPi() throws IOException {
    var requirements =
        Files.readString(
            Repository.root().resolve("system-tests/src/test/python/llama-cpp/requirements.txt"));
    var table = Files.readString(Repository.root().resolve("docs/adr/0006-libraries.md"));

    var versions = REQUIREMENT.matcher(requirements).results().toList();

    assertThat(versions).isNotEmpty();
    assertThat(versions)
        .allSatisfy(version ->
            assertThat(table)
                .as(version.group(1))
                .containsPattern(
                    "(?m)^\\| "
                        + version.group(1)
                        + " .*\\| "
                        + Pattern.quote(version.group(2))
                        + " \\|"));
  }

  @ParameterizedTest
  @CsvSource({"sdks, 3", "schemathesis, 1"})
  void theTableHasTheClientsInPython(String folder, int many) throws IOException {
    var requirements =
        Files.readString(
            Repository.root()
                .resolve("system-tests/src/test/python/" + folder + "/requirements.txt"));
    var table = Files.readString(Repository.root().resolve("docs/adr/0006-libraries.md"));

    var named = requirements.substring(0, requirements.indexOf("# What they are built on"));
    var versions = REQUIREMENT.matcher(named).results().toList();

    assertThat(versions).hasSize(many);
    assertThat(versions)
        .allSatisfy(version ->
            assertThat(table)
                .contains("(`" + version.group(1) + "`) | " + version.group(2) + " |"));
  }
}
