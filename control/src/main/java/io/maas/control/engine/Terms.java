package io.maas.control.engine;

import java.time.Duration;

/// How engines are run.
///
/// @param command what starts one
/// @param most how many run at once
/// @param probing how long after one question the next is asked, of one that does not answer yet
/// @param starting how long one may take until it answers; then it is ended, and started again
/// @param pause how long after its first end one is started again; twice as long after each next
/// @param longestPause and never longer
/// @param steady whoever ran so long has not failed again and again
/// @param grace how long one may take to end before it is killed
public record Terms(
    EngineCommand command,
    int most,
    Duration probing,
    Duration starting,
    Duration pause,
    Duration longestPause,
    Duration steady,
    Duration grace) {

  /// The usual ones.
  public static Terms usual(EngineCommand command, int most) {
    return new Terms(
        command,
        most,
        Duration.ofMillis(250),
        Duration.ofMinutes(20),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10));
  }

  /// The pause after the one before.
  Duration after(Duration before) {
    Duration next = before.multipliedBy(2);
    return next.compareTo(longestPause) > 0 ? longestPause : next;
  }
}
