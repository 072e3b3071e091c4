package io.maas.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines that end `./maas test` and `.ci/run`, and what they say of failures.
class ClosesTheRunTest {

  @TempDir Path folder;

  @Test
  void sumsTheReportsOfAllModules() throws Exception {
    report("domain", "A", "tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\"");
    report("store", "B", "tests=\"7\" errors=\"1\" skipped=\"0\" failures=\"2\"");

    assertThat(functions().run("sum_reports").out()).isEqualTo("9 passed, 3 failed\n");
  }

  @Test
  void saysHowManyWereSkippedAndWhy() throws Exception {
    report(
        "system-tests",
        "C",
        "tests=\"2\" errors=\"0\" skipped=\"1\" failures=\"0\"",
        "<testcase name=\"chats\" classname=\"RealEngineTest\" time=\"0\">",
        "<skipped message=\"PyPI is out of reach\" type=\"aborted\"/>");

    assertThat(functions().run("sum_reports").out()).isEqualTo("1 passed, 0 failed, 1 skipped\n");
    assertThat(functions().run("say_reasons").out())
        .isEqualTo("skipped: RealEngineTest.chats: PyPI is out of reach\n");
  }

  @Test
  void readsTheReasonOfAnAssumptionFromItsException() throws Exception {
    report(
        "system-tests",
        "C",
        "tests=\"1\" errors=\"0\" skipped=\"1\" failures=\"0\"",
        "<testcase name=\"chats\" classname=\"RealEngineTest\" time=\"0\">",
        "<skipped type=\"org.opentest4j.TestAbortedException\"><![CDATA[org.opentest4j.TestAbortedException:"
            + " PyPI is out of reach: no route",
        "\tat io.maas.Somewhere(Somewhere.java:1)",
        "]]></skipped>");

    assertThat(functions().run("say_reasons").out())
        .isEqualTo("skipped: RealEngineTest.chats: PyPI is out of reach: no route\n");
  }

  @Test
  void namesWhatFailedAndWhy() throws Exception {
    report(
        "store",
        "B",
        "tests=\"2\" errors=\"1\" skipped=\"0\" failures=\"1\"",
        "<testcase name=\"counts\" classname=\"LedgerTest\" time=\"0\">",
        "<failure message=\"&#10;expected: &quot;1&quot;&#10; but was: &lt;2&amp;3&gt;\" type=\"E\"><![CDATA[trace]]></failure>",
        "<testcase name=\"opens\" classname=\"LedgerTest\" time=\"0\">",
        "<error type=\"E\"><![CDATA[java.io.IOException: no room",
        "]]></error>");

    assertThat(functions().run("say_reasons").out())
        .isEqualTo(
            """
            failed: LedgerTest.counts:  expected: "1"  but was: <2&3>
            failed: LedgerTest.opens: no room
            """);
  }

  @Test
  void callsFlakyWhatFailedAndThenPassed() throws Exception {
    report(
        "store",
        "B",
        "tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"",
        "<testcase name=\"waits\" classname=\"OutageTest\" time=\"0\">",
        "<flakyFailure message=\"too late\" type=\"E\"><stackTrace><![CDATA[trace]]>");

    assertThat(functions().run("sum_reports").out()).isEqualTo("2 passed, 0 failed, 1 flaky\n");
    assertThat(functions().run("say_reasons").out())
        .isEqualTo("flaky: OutageTest.waits: too late\n");
  }

  @Test
  void forgetsTheReportsOfAnEarlierRun() throws Exception {
    report("domain", "A", "tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\"");

    functions().run("forget_reports");

    assertThat(functions().run("sum_reports").out()).isEqualTo("0 passed, 0 failed\n");
  }

  @Test
  void failsARunWithFailuresThoughMavenWentThroughAllModules() throws Exception {
    var report = folder.resolve("store/target/surefire-reports/TEST-B.xml");
    Files.createDirectories(report.getParent());
    var maven =
        Files.writeString(
            folder.resolve("mvnw"),
            "#!/usr/bin/env bash\necho '<testsuite tests=\"7\" errors=\"0\" skipped=\"0\""
                + " failures=\"2\">' > "
                + report
                + "\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();

    var ended = functions().run("run_tagged", "", "soak");

    assertThat(ended.out()).endsWith("5 passed, 2 failed\n");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void passesCiWhereBothRunsPass() throws Exception {
    var ended = ci("echo '8 passed, 0 failed'");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).endsWith("test: 8 passed, 0 failed\nreal: 8 passed, 0 failed\n");
  }

  @Test
  void failsCiWhereOneRunFailsAndRunsTheOtherStill() throws Exception {
    var ended =
        ci("[[ $* == 'test --real' ]] && echo '1 passed, 0 failed' || { echo broken; exit 3; }");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).endsWith("test: did not close\nreal: 1 passed, 0 failed\n");
  }

  @Test
  void saysLastWhatFailedInCi() throws Exception {
    var ended =
        ci(
            "[[ $* == test ]] && echo 'failed: A.b: why' && echo '1 passed, 1 failed' && exit 1;"
                + " echo '1 passed, 0 failed'");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .endsWith("test failed: A.b: why\ntest: 1 passed, 1 failed\nreal: 1 passed, 0 failed\n");
  }

  private Script functions() {
    return Script.ofFunctions(folder, "say.sh", "build.sh", "test.sh");
  }

  private Script.Ended ci(String maas) throws Exception {
    var script = folder.resolve(".ci/run");
    Files.createDirectories(script.getParent());
    Files.copy(Repository.root().resolve(".ci/run"), script);
    var launcher = Files.writeString(folder.resolve("maas"), "#!/usr/bin/env bash\n" + maas + "\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    return new Script(List.of("bash", script.toString()), Map.of()).run();
  }

  private void report(String module, String name, String counts, String... cases)
      throws IOException {
    var file = folder.resolve(module + "/target/surefire-reports/TEST-" + name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<testsuite name=\"%s\" time=\"0.1\" %s>\n%s\n</testsuite>\n"
            .formatted(name, counts, String.join("\n", cases)));
  }
}
