package io.maas.testkit.notice;

import io.maas.domain.notice.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Collects notices and waits for them.
public final class NoticeInbox implements Consumer<Notice> {

  private final BlockingQueue<Notice> arrived = new LinkedBlockingQueue<>();

  @Override
  public void accept(Notice notice) {
    arrived.add(notice);
  }

  /// Waits for so many notices, and takes them out.
  public List<Notice> take(int count, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<Notice> taken = new ArrayList<>();
    while (taken.size() < count) {
      Notice next = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError(
            "after " + patience + " only " + taken + " (expected: " + count + " notices)");
      }
      taken.add(next);
    }
    return taken;
  }

  /// What has come since and was not waited for.
  public List<Notice> rest() {
    List<Notice> rest = new ArrayList<>();
    arrived.drainTo(rest);
    return rest;
  }
}
