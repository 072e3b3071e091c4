package io.maas.app.log;

import java.util.logging.LogManager;

/// The JDK's logging, which it would otherwise take down the moment the process is told to end:
/// what draining, flushing and closing have to say would be lost, and standard error with it.
///
/// Source: `java.util.logging.LogManager`, whose shutdown hook calls [#reset].
public final class LastingLogs extends LogManager {
  private volatile boolean lasting;

  /// The JDK makes it, by the name in `java.util.logging.manager`.
  public LastingLogs() {}

  /// From now on handlers stay.
  void last() {
    lasting = true;
  }

  @Override
  public void reset() {
    if (!lasting) {
      super.reset();
    }
  }
}
