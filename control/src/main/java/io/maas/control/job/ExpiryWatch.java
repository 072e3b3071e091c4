package io.maas.control.job;

import io.maas.domain.expiry.ExpiryNotice;
import io.maas.domain.expiry.ExpiryNotices;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Says of keys that they end soon, a week and a day before: to whoever asks, and to a place of the
/// administrator's choice, from where mail or chat takes it on.
public final class ExpiryWatch {

  /// Longest first.
  static final List<Duration> WITHIN = List.of(Duration.ofDays(7), Duration.ofDays(1));

  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final int AT_ONCE = 500;

  private ExpiryWatch() {}

  /// @param tell passes one on, and throws if it could not
  public static Job of(ExpiryNotices notices, Consumer<ExpiryNotice> tell, InstantSource clock) {
    return new Job(
        "expiry-notices",
        "Says of keys that they end within a week, and within a day.",
        EVERY,
        () -> {
          int raised = notices.raise(WITHIN, clock.instant());
          // One that was passed on and not noted is passed on again: rather twice than never.
          List<ExpiryNotice> untold = notices.untold(clock.instant(), AT_ONCE);
          for (ExpiryNotice notice : untold) {
            tell.accept(notice);
            notices.told(notice, clock.instant());
          }
          String said = raised + " noted, " + untold.size() + " passed on";
          return new Outcome(said, raised > 0 || !untold.isEmpty());
        });
  }
}
