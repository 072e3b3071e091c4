package io.maas.app.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Where time and chance come from. Everything else is handed them.
///
/// @param dates the wall clock
/// @param ticker monotonic nanoseconds
/// @param chance fast, for ids and for drawing
/// @param secrets slow, for keys and tokens
record Clocks(
    InstantSource dates, LongSupplier ticker, RandomGenerator chance, RandomGenerator secrets) {

  static Clocks system() {
    return new Clocks(
        InstantSource.system(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextLong(),
        new SecureRandom());
  }
}
