package io.maas.app.follow;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a follower look when something happened in the folders of its sources, and from time to time
/// all the same: the kernel tells nothing of files behind links or on other machines' disks.
public final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /// One save of an editor is several events: a look waits until there are none for so long, ...
  private static final Duration QUIET = Duration.ofMillis(150);

  /// ... at most so often.
  private static final int MOST_WAITS = 10;

  /// What is being applied is applied.
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

  private final Follower follower;
  private final List<Path> folders;
  private final Duration seldom;
  private final @Nullable WatchService service;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Watch(
      Follower follower, List<Path> folders, Duration seldom, @Nullable WatchService service) {
    this.follower = follower;
    this.folders = folders;
    this.seldom = seldom;
    this.service = service;
    this.thread = Thread.ofVirtual().name("follow").unstarted(this::run);
  }

  /// Begins to follow what was looked at once.
  ///
  /// @param seldom how often to look where nothing is told
  public static Watch start(Follower follower, List<Source> sources, Duration seldom) {
    List<Path> folders = sources.stream().map(Source::watched).distinct().toList();
    Watch watch = new Watch(follower, folders, seldom, open());
    watch.thread.start();
    return watch;
  }

  private static @Nullable WatchService open() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.atWarn()
          .setMessage("the kernel tells of no changes; files are looked at from time to time")
          .setCause(e)
          .log();
      return null;
    }
  }

  private void run() {
    try {
      Duration next = Duration.ZERO;
      while (closed.getCount() > 0) {
        register();
        await(next);
        next = look() ? seldom : least(seldom, follower.settled());
      }
    } catch (InterruptedException | ClosedWatchServiceException _) {
      LOG.debug("follows no more");
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean look() {
    try {
      return follower.look();
    } catch (RuntimeException e) {
      LOG.atWarn().setMessage("could not look at the followed files").setCause(e).log();
      return false;
    }
  }

  /// Each time, as a folder that somebody made anew is another one to the kernel.
  private void register() {
    if (service == null) {
      return;
    }
    for (Path folder : folders) {
      try {
        var _ =
            folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
      } catch (IOException e) {
        LOG.atDebug().setMessage("not watched").addKeyValue("folder", folder).setCause(e).log();
      }
    }
  }

  private void await(Duration atMost) throws InterruptedException {
    if (service == null) {
      var _ = closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    boolean happened = happens(service, atMost);
    for (int waits = 0; happened && waits < MOST_WAITS; waits++) {
      happened = happens(service, QUIET);
    }
  }

  private static boolean happens(WatchService service, Duration atMost)
      throws InterruptedException {
    WatchKey key = service.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (key == null) {
      return false;
    }
    key.pollEvents();
    key.reset();
    return true;
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /// Ends it, and returns when it does nothing more.
  @Override
  public void close() throws IOException {
    closed.countDown();
    if (service != null) {
      service.close();
    }
    try {
      var _ = thread.join(ENDS_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
