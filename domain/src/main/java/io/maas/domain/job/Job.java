package io.maas.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Something that is done again and again. A run that ends half-way leaves nothing that the next
/// would trip over.
///
/// @param name unique, as in a path
/// @param purpose what it is good for, in a sentence
/// @param every from the start of one run to the start of the next
/// @param work does it, and says what came of it; throws if it could not
public record Job(String name, String purpose, Duration every, Supplier<Outcome> work) {

  /// What came of a run.
  ///
  /// @param said in a few words
  /// @param changed whether anything is another than before, which the audit log is told
  public record Outcome(String said, boolean changed) {
    /// Something was done.
    public static Outcome did(String said) {
      return new Outcome(said, true);
    }

    /// There was nothing to do.
    public static Outcome nothing(String said) {
      return new Outcome(said, false);
    }

    /// So many.
    ///
    /// @param what such as `deleted`
    public static Outcome of(long count, String what) {
      return new Outcome(count + " " + what, count > 0);
    }
  }

  /// How soon one that failed, or that nobody finished, is tried again.
  public static final Duration RETRY = Duration.ofMinutes(1);

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

  public Job {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("job: " + name + " (expected: " + NAME + ")");
    }
    if (!every.isPositive()) {
      throw new IllegalArgumentException("every: " + every + " (expected: > 0)");
    }
  }

  /// When it is to run again after this run.
  public Instant next(LastRun last) {
    boolean done = last.finishedAt() != null && last.failure() == null;
    return last.startedAt().plus(done || every.compareTo(RETRY) < 0 ? every : RETRY);
  }
}
