package io.maas.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What is to happen when, by the millisecond.
///
/// All that is due in one millisecond shares one alarm, so that thousands of slow streams cost at
/// most a thousand wake-ups a second together, and none while nothing is due.
final class Timetable {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier ticker;
  private final Alarm alarm;
  private final long origin;
  private final TreeMap<Long, List<Runnable>> entries = new TreeMap<>();
  private long alarmAt = NEVER;

  Timetable(LongSupplier ticker, Alarm alarm) {
    this.ticker = ticker;
    this.alarm = alarm;
    this.origin = ticker.getAsLong();
  }

  /// Enters a task for the first millisecond that is not before that reading of the ticker.
  void at(long nanos, Runnable task) {
    long millis = Math.ceilDiv(nanos - origin, NANOS);
    entries.computeIfAbsent(millis, _ -> new ArrayList<>(4)).add(task);
    setAlarm();
  }

  private void setAlarm() {
    long first = entries.isEmpty() ? NEVER : entries.firstKey();
    if (first < alarmAt) {
      alarmAt = first;
      long wait = Math.ceilDiv(first * NANOS - sinceOrigin(), NANOS);
      alarm.after(Math.max(1, wait), () -> ring(first));
    }
  }

  private void ring(long millis) {
    if (millis != alarmAt) {
      return; // an earlier alarm has taken this one's place
    }
    alarmAt = NEVER;
    while (!entries.isEmpty() && entries.firstKey() * NANOS <= sinceOrigin()) {
      for (var task : entries.pollFirstEntry().getValue()) {
        task.run();
      }
    }
    setAlarm();
  }

  private long sinceOrigin() {
    return ticker.getAsLong() - origin;
  }
}
