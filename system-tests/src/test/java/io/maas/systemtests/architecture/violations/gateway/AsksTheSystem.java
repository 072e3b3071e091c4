package io.maas.systemtests.architecture.violations.gateway;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Every way to ask the system for time or randomness.
public final class AsksTheSystem {

  private AsksTheSystem() {}

  public static Instant forTheInstant() {
    return Instant.now();
  }

  public static LocalDate forTheDate(ZoneId zone) {
    return LocalDate.now(zone);
  }

  public static Supplier<ZonedDateTime> forTheHour() {
    return ZonedDateTime::now;
  }

  public static long forMilliseconds() {
    return System.currentTimeMillis();
  }

  public static LongSupplier forATicker() {
    return System::nanoTime;
  }

  public static Clock forAClock() {
    return Clock.systemUTC();
  }

  public static InstantSource forASourceOfInstants() {
    return InstantSource.system();
  }

  public static double forDice() {
    return Math.random();
  }

  public static Random forARandom() {
    return new Random();
  }

  public static SplittableRandom forASplittableRandom() {
    return new SplittableRandom();
  }

  public static ThreadLocalRandom forTheThreadsRandom() {
    return ThreadLocalRandom.current();
  }

  public static UUID forAnId() {
    return UUID.randomUUID();
  }

  public static SecureRandom forASecret() {
    return new SecureRandom();
  }

  public static SecureRandom forAStrongSecret() throws NoSuchAlgorithmException {
    return SecureRandom.getInstanceStrong();
  }
}
