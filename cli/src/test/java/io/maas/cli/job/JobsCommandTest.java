package io.maas.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class JobsCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void showsJobsAndWhatCameOfThem() {
    control.on(
        "GET /jobs",
        200,
        "{\"data\":[{\"name\":\"ephemeral-keys\",\"every\":\"15m0s\",\"state\":\"waiting\","
            + "\"startedAt\":\"2026-03-01T12:00:00Z\",\"runner\":\"a/7\","
            + "\"outcome\":\"3 deleted\"}]}");

    var seen = Caller.of(control).call("jobs", "list");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            NAME             EVERY   STATE     LAST RUN               BY    OUTCOME
            ephemeral-keys   15m0s   waiting   2026-03-01T12:00:00Z   a/7   3 deleted
            """);
  }

  @Test
  void runsOneAndWaitsForItsEnd() {
    AtomicInteger asked = new AtomicInteger();
    control.on("POST /jobs/sweep/run", 202, "{\"name\":\"sweep\",\"runs\":4}");
    control.on(
        "GET /jobs/sweep",
        _ ->
            FakeControl.Reply.json(
                200,
                asked.incrementAndGet() < 3
                    ? "{\"runs\":4,\"state\":\"running\"}"
                    : "{\"runs\":5,\"state\":\"waiting\",\"outcome\":\"all swept\"}"));

    var seen = Caller.of(control).call("jobs", "run", "sweep");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).isEqualToIgnoringNewLines("job sweep: all swept");
    assertThat(asked).hasValue(3);
  }

  @Test
  void failsWithWhatFailed() {
    control.on("POST /jobs/sweep/run", 202, "{\"name\":\"sweep\",\"runs\":0}");
    control.on("GET /jobs/sweep", 200, "{\"runs\":1,\"error\":\"no broom\"}");

    var seen = Caller.of(control).call("jobs", "run", "sweep");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).isEqualToIgnoringNewLines("maas: job sweep: no broom");
  }

  @Test
  void waitsForNothingWhereItNeedNot() {
    control.on("POST /jobs/sweep/run", 202, "{\"name\":\"sweep\",\"runs\":0}");

    assertThat(Caller.of(control).call("jobs", "run", "sweep", "--no-wait").out())
        .isEqualToIgnoringNewLines("job sweep: begun");
  }

  @Test
  void saysWhyOneDoesNotRun() {
    control.on("POST /jobs/sweep/run", 409, "{\"error\":\"job sweep runs on b/3\"}");

    assertThat(Caller.of(control).call("jobs", "run", "sweep").err())
        .isEqualToIgnoringNewLines("maas: job sweep: job sweep runs on b/3");
  }
}
