package io.maas.bench.simulation;

import io.maas.bench.gateway.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// `maas bench quota-simulation`: how many gateways spend one limit by leases.
public final class QuotaSimulation {

  /// The flags.
  public static final String USAGE =
      """
        --gateways N        how many (default 1000)
        --seconds N         virtual time of each run (default 130)
        --seed N            of all that is random (default 1)
      """;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final List<Lease> LEASES =
      List.of(
          new Lease.None(),
          Lease.Blocks.of(4),
          Lease.Blocks.of(32),
          Lease.Blocks.eager(4),
          Lease.Blocks.modest(4, VirtualTime.SECOND / 4),
          Lease.Blocks.modest(4, VirtualTime.SECOND),
          Lease.Blocks.modest(64, VirtualTime.SECOND));

  /// From so many requests a second to each on there are fewer gateways.
  private static final double BUSY = 10;

  private final int gateways;
  private final int seconds;
  private final long seed;

  /// A limit, and who wants it.
  ///
  /// @param perGateway requests a second to each gateway
  /// @param wanted what all want, as a part of the limit
  private record Case(String name, double perGateway, double wanted, double crashesPerSecond) {}

  private static final List<Case> CASES =
      List.of(
          new Case("wide limit, 1.3 times wanted", 2, 1.3, 0),
          new Case("wide limit, 0.8 times wanted", 2, 0.8, 0),
          new Case("the same, a crash each second", 2, 0.8, 1),
          new Case("a tenth of the gateways, 1.3 times wanted", 20, 1.3, 0),
          new Case("a tenth of the gateways, 0.8 times wanted", 20, 0.8, 0),
          new Case("narrow limit, 1.3 times wanted", 0.01, 1.3, 0),
          new Case("narrow limit, 0.8 times wanted", 0.01, 0.8, 0));

  private QuotaSimulation(int gateways, int seconds, long seed) {
    this.gateways = gateways;
    this.seconds = seconds;
    this.seed = seed;
  }

  /// Reads flags; refuses what it does not know.
  public static QuotaSimulation of(List<String> flags) {
    int gateways = 1000;
    int seconds = 130;
    long seed = 1;
    for (Iterator<String> rest = flags.iterator(); rest.hasNext(); ) {
      String flag = rest.next();
      String value = rest.hasNext() ? rest.next() : "";
      if (!value.matches("[1-9][0-9]{0,5}")) {
        throw new IllegalArgumentException(flag + ": " + value + " (expected: a number from 1)");
      }
      switch (flag) {
        case "--gateways" -> gateways = Integer.parseInt(value);
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--seed" -> seed = Long.parseLong(value);
        default ->
            throw new IllegalArgumentException(
                flag + ": unknown (expected: one of\n" + USAGE + ")");
      }
    }
    return new QuotaSimulation(gateways, seconds, seed);
  }

  /// Runs every case with every traffic and lease.
  ///
  /// @return false if a limit was exceeded
  public boolean run(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%d gateways, one limit a minute, %d s of virtual time each, seed %d%n",
        gateways,
        seconds,
        seed);
    boolean kept = true;
    for (Case one : CASES) {
      Setting setting = setting(one);
      Table table =
          new Table(
              "traffic",
              "lease",
              "overshoot",
              "served / limit",
              "refused",
              "by one counter",
              "needlessly",
              "stranded",
              "at most",
              "store operations / request");
      for (Traffic traffic : Traffic.values()) {
        for (Lease lease : LEASES) {
          Result result = new World(setting.with(traffic).with(lease)).run();
          kept &= result.overshoot() == 0;
          row(table, traffic, lease, result);
        }
      }
      out.printf(
          Locale.ROOT,
          "%n%s: %,d tokens a minute, %.0f requests a second%n%n%s",
          one.name(),
          setting.limit(),
          setting.requestsPerSecond(),
          table);
      out.flush();
    }
    return kept;
  }

  private Setting setting(Case one) {
    int busy = one.perGateway() < BUSY ? gateways : Math.ceilDiv(gateways, 10);
    double perSecond = one.perGateway() * busy;
    long limit = (long) (perSecond * WINDOW.toSeconds() * Ask.TYPICAL / one.wanted());
    return new Setting(
        busy,
        limit,
        WINDOW,
        Traffic.POISSON,
        perSecond,
        new Lease.None(),
        one.crashesPerSecond(),
        Duration.ofSeconds(seconds),
        seed);
  }

  private static void row(Table table, Traffic traffic, Lease lease, Result result) {
    table.row(
        traffic.name().toLowerCase(Locale.ROOT),
        lease.toString(),
        Long.toString(result.overshoot()),
        "%.3f".formatted(result.served()),
        percent(result.refused()),
        percent(result.exactly()),
        percent(result.needlessly()),
        percent(result.stranded()),
        percent(result.strandedMost()),
        "%.2f".formatted(result.operations()));
  }

  private static String percent(double part) {
    return "%.2f %%".formatted(100 * part);
  }
}
