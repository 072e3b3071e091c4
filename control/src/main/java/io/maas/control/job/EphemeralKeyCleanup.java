package io.maas.control.job;

import io.maas.domain.access.ApiKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes ephemeral keys some time after they expired. Other keys stay for ever: an auditor may
/// ask for them.
public final class EphemeralKeyCleanup implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(EphemeralKeyCleanup.class);

  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofMinutes(30);

  private final ApiKeys keys;
  private final InstantSource clock;

  public EphemeralKeyCleanup(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// Does it every quarter of an hour, until cancelled.
  public ScheduledFuture<?> schedule(ScheduledExecutorService executor) {
    return executor.scheduleWithFixedDelay(
        this, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void run() {
    try {
      int deleted = keys.deleteEphemeralExpiredBefore(clock.instant().minus(KEPT_AFTER_EXPIRY));
      LOG.atInfo().setMessage("ephemeral keys deleted").addKeyValue("count", deleted).log();
    } catch (RuntimeException e) {
      // The next run does what this one could not.
      LOG.atWarn().setMessage("ephemeral keys not deleted").setCause(e).log();
    }
  }
}
