package io.maas.testkit.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.job.Attempt;
import io.maas.domain.job.Job;
import io.maas.domain.job.JobBook;
import io.maas.domain.job.LastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every book of jobs promises.
public abstract class JobBookContract {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicInteger done = new AtomicInteger();

  /// A book in which nothing is.
  protected abstract JobBook book();

  private Job job(Supplier<String> work) {
    return new Job("sweep", "Sweeps.", HOUR, () -> Job.Outcome.did(work.get()));
  }

  private Job counted() {
    return job(() -> done.incrementAndGet() + " swept");
  }

  private Attempt run(JobBook book, Job job, boolean whenDue) {
    return book.run(job, "one", now::get, whenDue);
  }

  @Test
  void writesDownWhatCameOfARun() {
    JobBook book = book();
    assertThat(book.lastRuns()).isEmpty();

    assertThat(run(book, counted(), true)).isEqualTo(new Attempt.Done("1 swept"));

    assertThat(book.lastRuns())
        .containsExactly(new LastRun("sweep", "one", NOON, NOON, false, "1 swept", null, 1, 0));
  }

  @Test
  void runsAJobWhenItsTimeHasComeAndNotBefore() {
    JobBook book = book();
    run(book, counted(), true);

    now.set(NOON.plus(HOUR).minusMillis(1));
    assertThat(run(book, counted(), true)).isEqualTo(new Attempt.NotDue());
    now.set(NOON.plus(HOUR));
    assertThat(run(book, counted(), true)).isEqualTo(new Attempt.Done("2 swept"));
  }

  @Test
  void runsAJobAtOnceForWhoeverInsists() {
    JobBook book = book();
    run(book, counted(), true);

    assertThat(run(book, counted(), false)).isEqualTo(new Attempt.Done("2 swept"));
  }

  @Test
  void triesSoonerWhatFailed() {
    JobBook book = book();
    IllegalStateException broken = new IllegalStateException("no broom");

    assertThat(
            run(
                book,
                job(() -> {
                  throw broken;
                }),
                true))
        .isEqualTo(new Attempt.Failed(broken));

    assertThat(book.lastRuns())
        .containsExactly(new LastRun("sweep", "one", NOON, NOON, false, null, "no broom", 1, 1));
    now.set(NOON.plus(Job.RETRY).minusMillis(1));
    assertThat(run(book, counted(), true)).isEqualTo(new Attempt.NotDue());
    now.set(NOON.plus(Job.RETRY));
    assertThat(run(book, counted(), true)).isEqualTo(new Attempt.Done("1 swept"));
    assertThat(book.lastRuns())
        .first()
        .extracting(LastRun::runs, LastRun::failures)
        .containsExactly(2L, 1L);
  }

  @Test
  void letsNobodyElseRunAJobMeanwhile() throws Exception {
    JobBook book = book();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Job slow =
        job(() -> {
          begun.countDown();
          await(end);
          return "swept slowly";
        });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Attempt> first = threads.submit(() -> run(book, slow, true));
      await(begun);
      assertThat(run(book, counted(), false)).isEqualTo(new Attempt.Busy());
      assertThat(book.lastRuns())
          .first()
          .extracting(LastRun::underWay, LastRun::finishedAt)
          .containsExactly(true, null);
      end.countDown();
      assertThat(first.get()).isEqualTo(new Attempt.Done("swept slowly"));
    }

    assertThat(done).hasValue(0);
    assertThat(book.lastRuns()).first().extracting(LastRun::underWay).isEqualTo(false);
  }

  @Test
  void runsAJobOnceHoweverManyFindItDue() throws Exception {
    JobBook book = book();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Attempt>> tries =
          IntStream.range(0, 6)
              .mapToObj(_ -> threads.submit(() -> run(book, counted(), true)))
              .toList();
      for (Future<Attempt> one : tries) {
        one.get();
      }
    }

    assertThat(done).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
