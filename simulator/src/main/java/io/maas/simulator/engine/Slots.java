package io.maas.simulator.engine;

/// How many sequences run at once, and how many may wait beside them.
public record Slots(int running, int waiting) {
  public Slots {
    if (running < 1) {
      throw new IllegalArgumentException("max-num-seqs: %d (expected: >= 1)".formatted(running));
    }
    if (waiting < 0) {
      throw new IllegalArgumentException(
          "max-waiting-queue-length: %d (expected: >= 0)".formatted(waiting));
    }
  }
}
