package io.maas.gateway.upstream;

import io.maas.http.egress.Egress;
import java.time.Duration;

/// How engines are reached.
///
/// @param connectTimeout until a connection stands
/// @param answerTimeout from the request to the first byte of the answer, thinking included
/// @param idleTimeout between two pieces of an answer
/// @param connections the most at once to one endpoint, for each event loop
/// @param longestAnswer bytes that an answer may have, a stream or not
/// @param egress which ways lead there
public record UpstreamSettings(
    Duration connectTimeout,
    Duration answerTimeout,
    Duration idleTimeout,
    int connections,
    long longestAnswer,
    Egress egress) {

  private static final long MIB = 1024 * 1024;

  /// What fits engines that think for minutes.
  public static final UpstreamSettings DEFAULTS =
      new UpstreamSettings(
          Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(5), 10_000);

  /// Engines on other machines, whose answers have at most 256 MiB.
  public UpstreamSettings(
      Duration connectTimeout, Duration answerTimeout, Duration idleTimeout, int connections) {
    this(connectTimeout, answerTimeout, idleTimeout, connections, 256 * MIB, Egress.GUARDED);
  }

  /// The same, by other ways.
  public UpstreamSettings by(Egress ways) {
    return new UpstreamSettings(
        connectTimeout, answerTimeout, idleTimeout, connections, longestAnswer, ways);
  }

  /// The same, with answers of at most so many bytes.
  public UpstreamSettings atMost(long bytes) {
    return new UpstreamSettings(
        connectTimeout, answerTimeout, idleTimeout, connections, bytes, egress);
  }

  public UpstreamSettings {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("answerTimeout", answerTimeout);
    requirePositive("idleTimeout", idleTimeout);
    if (connections < 1) {
      throw new IllegalArgumentException("connections: " + connections + " (expected: >= 1)");
    }
    if (longestAnswer < 1) {
      throw new IllegalArgumentException("longestAnswer: " + longestAnswer + " (expected: >= 1)");
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
    }
  }
}
