package io.maas.simulator.engine;

/// Wakes the engine up: runs the task once, on the engine's thread, after at least so many
/// milliseconds (≥ 1).
public interface Alarm {
  void after(long millis, Runnable task);
}
