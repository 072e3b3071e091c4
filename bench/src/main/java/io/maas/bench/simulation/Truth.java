package io.maas.bench.simulation;

import java.util.ArrayList;
import java.util.List;

/// What was really used and held of each window: what no gateway knows.
final class Truth {

  private final CounterStore store;
  private final List<Window> windows = new ArrayList<>();
  private long refused;
  private long needlessly;

  /// Use belongs to the window whose points were spent.
  private static final class Window {
    private long used;
    private long held;
  }

  Truth(CounterStore store) {
    this.store = store;
  }

  private Window window(int number) {
    while (windows.size() <= number) {
      windows.add(new Window());
    }
    return windows.get(number);
  }

  void admit(int window, long hold) {
    window(window).held += hold;
  }

  void settle(int window, long hold, long used) {
    window(window).held -= hold;
    window(window).used += used;
  }

  void refuse(Ask ask) {
    refused++;
    if (ask.exactly()) {
      needlessly++;
    }
  }

  /// Points that are debited in the open window, and neither used nor held by a request.
  long stranded(long now) {
    Window open = window(store.window());
    return store.isOpen(now) ? store.debited() - open.used - open.held : 0;
  }

  long refused() {
    return refused;
  }

  long needlessly() {
    return needlessly;
  }

  /// The most that was used of a window beyond the limit.
  long overshoot() {
    long most = windows.stream().mapToLong(one -> one.used + one.held).max().orElse(0);
    return Math.max(0, most - store.limit());
  }

  /// The part of the limit that was used, over windows that are over.
  double served() {
    return windows.stream()
        .skip(1) // they are numbered from one
        .limit(Math.max(0, store.window() - 1))
        .mapToDouble(one -> (double) one.used / store.limit())
        .average()
        .orElse(Double.NaN);
  }
}
