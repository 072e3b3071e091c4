package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.job.Job;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobEndpointsTest {

  @AutoClose private final ControlServer control = ControlServer.start();

  private Answer job() {
    return control.get(control.admin, "/v1/jobs/ephemeral-keys");
  }

  @Test
  void showsAJobThatNeverRan() {
    Answer listed = control.get(control.admin, "/v1/jobs");

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().path("data").toString())
        .isEqualTo(
            "[{\"name\":\"ephemeral-keys\",\"purpose\":\"Deletes ephemeral keys half an hour after"
                + " they expired.\",\"every\":\"15m0s\",\"state\":\"waiting\",\"runs\":0,"
                + "\"failures\":0}]");
  }

  @Test
  void runsOneNow() {
    Answer begun = control.post(control.admin, "/v1/jobs/ephemeral-keys/run", "");

    assertThat(begun.status()).isEqualTo(202);
    Eventually.holds(
        "it ran", Duration.ofSeconds(10), () -> job().json().path("runs").asInt() == 1);
    assertThat(job().text("outcome")).isEqualTo("0 deleted");
    assertThat(job().text("nextRunAt")).isEqualTo("2026-03-01T12:15:00Z");
    assertThat(job().text("runner")).isEqualTo("here");
  }

  @Test
  void runsNoneThatRunsAlready() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Job slow =
        new Job(
            "ephemeral-keys",
            "Deletes.",
            Duration.ofMinutes(15),
            () -> {
              begun.countDown();
              awaitQuietly(end);
              return Job.Outcome.did("done");
            });
    Thread other =
        Thread.startVirtualThread(() -> control.jobs.run(slow, "there", control.now::get, false));
    begun.await();

    Answer refused = control.post(control.admin, "/v1/jobs/ephemeral-keys/run", "");
    Answer running = job();
    end.countDown();
    other.join();

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.error())
        .isEqualTo(
            "job ephemeral-keys runs on there since 2026-03-01T12:00:00Z (expected: one that"
                + " rests)");
    assertThat(running.text("state")).isEqualTo("running");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void saysWhatFailed() {
    Job broken =
        new Job(
            "ephemeral-keys",
            "Deletes.",
            Duration.ofMinutes(15),
            () -> {
              throw new IllegalStateException("the store is away");
            });
    control.jobs.run(broken, "there", control.now::get, false);

    assertThat(job().text("state")).isEqualTo("failed");
    assertThat(job().error()).isEqualTo("the store is away");
    assertThat(job().text("nextRunAt")).isEqualTo("2026-03-01T12:01:00Z");
  }

  @Test
  void knowsNoOtherJob() {
    assertThat(control.get(control.admin, "/v1/jobs/sweep").error())
        .isEqualTo("job sweep not found");
    assertThat(control.post(control.admin, "/v1/jobs/sweep/run", "").status()).isEqualTo(404);
  }
}
