package io.maas.bench.gateway;

import java.time.Duration;

/// What streams cost that only stay open.
///
/// @param target who holds them
/// @param asked how many were to be held
/// @param open how many were open still at the end of the time
/// @param residentBefore its memory before the first
/// @param resident its memory with all of them
/// @param heap what a gateway used of its heap then, garbage included; 0 for others
/// @param busy the share of its core that it took meanwhile
record HeldStreams(
    String target,
    Scenario scenario,
    int asked,
    int open,
    long residentBefore,
    long resident,
    long heap,
    double busy) {

  /// For how long they are held.
  static final Duration HOLD = Duration.ofSeconds(10);
}
