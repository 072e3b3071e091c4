package io.maas.bench;

import io.maas.bench.control.ControlBench;
import io.maas.bench.gateway.GatewayBench;
import io.maas.bench.gateway.Options;
import io.maas.bench.quota.QuotaBench;
import io.maas.bench.quota.QuotaMemory;
import io.maas.bench.simulation.QuotaSimulation;
import io.maas.bench.translation.TranslationBench;
import io.maas.bench.valkey.QuotaOnValkey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/// `maas bench`: measures, prints, and writes down.
public final class Bench {

  private static final String USAGE =
      """
      Usage: ./maas bench SUBJECT [flags]

      gateway: compares in one run on one machine an engine that answers from memory, nginx as a
      plain reverse proxy before it, and the gateway before it with all governance on.

      """
          + Options.USAGE
          + """

          quota: what a decision on limits costs in memory, in time and garbage.

          """
          + QuotaBench.USAGE
          + """

          quota-memory: what keys, subscriptions and counters take of a heap of 2 GB, and how long an
          admission takes then.

          """
          + QuotaMemory.USAGE
          + """

          quota-valkey: decisions a second of one server whose counters gateways share, on a core of
          its own, beside plain INCR. Needs Debian's redis-server.

          """
          + QuotaOnValkey.USAGE
          + """

          quota-simulation: many gateways that spend one limit by leases, in virtual time.

          """
          + QuotaSimulation.USAGE
          + """

          control: lists, searches, mints and changes in an installation that is full.

          """
          + ControlBench.USAGE
          + """

          translation: what a small chat and an event of a stream take of a processor, of every
          client's dialect over every upstream's, beside passing them as they are.

          """
          + TranslationBench.USAGE;

  private Bench() {}

  /// Runs what the arguments name. Exit code: 0 done, 1 failed, 2 misunderstood.
  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  @SuppressWarnings("SystemOut") // a command line speaks on its streams
  private static int run(List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      System.out.print(USAGE);
      return 0;
    }
    String subject = args.isEmpty() ? "" : args.getFirst();
    List<String> flags = args.subList(Math.min(1, args.size()), args.size());
    try {
      switch (subject) {
        case "gateway" -> new GatewayBench(Options.parse(flags), System.out).run();
        case "quota" -> QuotaBench.of(flags).run(System.out);
        case "quota-memory" -> QuotaMemory.of(flags).run(System.out);
        case "quota-valkey" -> QuotaOnValkey.of(flags).run(System.out);
        case "control" -> ControlBench.of(flags).run(System.out);
        case "translation" -> TranslationBench.of(flags).run(System.out);
        case "quota-simulation" -> {
          return QuotaSimulation.of(flags).run(System.out) ? 0 : 1;
        }
        default -> {
          System.err.print(USAGE);
          return 2;
        }
      }
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println("maas bench: " + e.getMessage());
      return 2;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (IOException | IllegalStateException | CompletionException e) {
      System.err.println("maas bench: " + e.getMessage());
      return 1;
    }
  }
}
