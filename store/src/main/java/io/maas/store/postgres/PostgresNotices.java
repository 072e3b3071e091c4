package io.maas.store.postgres;

import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on one connection, with a thread of its own, and mends the connection when it breaks. A
/// pooler that hands one connection to many sessions (PgBouncer's transaction mode) cannot be
/// between.
final class PostgresNotices implements Notices {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresNotices.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final PostgresSettings settings;
  private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable ListeningConnection connection;

  private PostgresNotices(PostgresSettings settings) {
    this.settings = settings;
  }

  /// Listens already when it returns, or, if the server is away, tries from then on.
  static PostgresNotices listen(PostgresSettings settings) {
    PostgresNotices notices = new PostgresNotices(settings);
    try {
      notices.connection = ListeningConnection.open(settings);
    } catch (SQLException e) {
      notices.warn("no notices yet", e);
    }
    Thread.ofPlatform().name("maas-notices").daemon().start(notices::run);
    return notices;
  }

  @Override
  public void subscribe(Consumer<Notice> listener) {
    listeners.add(listener);
  }

  @Override
  public boolean connected() {
    return connection != null;
  }

  @Override
  public void close() {
    closed.countDown();
    ListeningConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  private void run() {
    while (!isClosed()) {
      ListeningConnection open = connection;
      if (open == null) {
        reconnect();
      } else {
        deliver(open);
      }
    }
  }

  private void deliver(ListeningConnection open) {
    try {
      open.await().forEach(this::tell);
    } catch (SQLException e) {
      connection = null;
      open.close();
      if (!isClosed()) {
        warn("notices stopped", e);
      }
    }
  }

  private void reconnect() {
    Duration pause = FIRST_PAUSE;
    while (!isClosedAfter(pause)) {
      try {
        ListeningConnection open = ListeningConnection.open(settings);
        LOG.atInfo().setMessage("notices arrive again").log();
        // First, so that nobody who sees us connected takes what they remember for heard of.
        tell(new Notice.Resynchronised());
        connection = open;
        if (isClosed()) {
          open.close();
        }
        return;
      } catch (SQLException _) {
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  private void tell(Notice notice) {
    for (Consumer<Notice> listener : listeners) {
      try {
        listener.accept(notice);
      } catch (RuntimeException e) {
        // One listener's bug must not deafen the others.
        LOG.atError()
            .setMessage("a listener failed")
            .addKeyValue("notice", notice)
            .setCause(e)
            .log();
      }
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private boolean isClosedAfter(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void warn(String message, SQLException e) {
    LOG.atWarn().setMessage(message).addKeyValue("reason", e.getMessage()).log();
  }
}
