package io.maas.gateway.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How long a model's answers usually are: a moving average of what engines reported.
public final class TypicalOutput {

  /// Before anything was learned.
  private static final long UNLEARNED = 256;

  /// The share of one answer in the average is one part in so many.
  private static final int SMOOTHING = 16;

  private final ConcurrentMap<String, Long> averages = new ConcurrentHashMap<>();

  /// Tokens of an answer, likely.
  public long of(String model) {
    return averages.getOrDefault(model, UNLEARNED);
  }

  /// Learns from an answer. Concurrent lessons may be lost; an average does not mind.
  public void learn(String model, long tokens) {
    long average = of(model);
    long next = average + (tokens - average) / SMOOTHING;
    if (next != average) {
      averages.put(model, next);
    }
  }
}
