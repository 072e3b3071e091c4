package io.maas.app.start;

import io.maas.cli.shell.Shell;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/// What the person who started a server sees of its start.
///
/// @param shell that person's
/// @param ticker monotonic nanoseconds
public record Progress(Shell shell, LongSupplier ticker) {
  private static final double NANOS = 1e9;

  /// Says a step before it is done, so that a long one does not look like none, and how long it
  /// took.
  public <T> T during(String step, Callable<T> work) throws Exception {
    long start = ticker.getAsLong();
    shell.remark("  " + step + " ...");
    T result = work.call();
    double seconds = (ticker.getAsLong() - start) / NANOS;
    shell.remark("  " + step + String.format(Locale.ROOT, ": %.1f s", seconds));
    return result;
  }

  /// Says a fact about the start.
  public void say(String fact) {
    shell.remark("  " + fact);
  }

  /// Says that it is ready, and what that means to people.
  public void ready(ReadyBanner banner) {
    shell.out().print(banner.text());
    shell.out().flush();
  }
}
