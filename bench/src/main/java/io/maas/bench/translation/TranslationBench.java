package io.maas.bench.translation;

import io.maas.bench.gateway.Table;
import io.maas.domain.catalog.Dialect;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `maas bench translation`: every client's dialect over every upstream's, in JVMs of their own.
public final class TranslationBench {

  /// The flags.
  public static final String USAGE =
      """
        --forks N           JVMs that each is measured in (default 1)
      """;

  private static final String GARBAGE = "gc.alloc.rate.norm";
  private static final double MICROS = 1000;

  private final int forks;

  private TranslationBench(int forks) {
    this.forks = forks;
  }

  /// Reads flags; refuses what it does not know.
  public static TranslationBench of(List<String> flags) {
    if (flags.isEmpty()) {
      return new TranslationBench(1);
    }
    String given = String.join(" ", flags);
    if (!given.matches("--forks [1-9]")) {
      throw new IllegalArgumentException(given + " (expected: --forks and a number from 1 to 9)");
    }
    return new TranslationBench(Integer.parseInt(flags.getLast()));
  }

  /// Runs all, and prints a line for each pair.
  public void run(PrintStream out) {
    Collection<RunResult> results;
    try {
      results =
          new Runner(
                  new OptionsBuilder()
                      .include(Translations.class.getName())
                      .addProfiler(GCProfiler.class)
                      .addProfiler(CpuTime.class)
                      .verbosity(VerboseMode.SILENT)
                      .forks(forks)
                      .build())
              .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH: " + e.getMessage(), e);
    }
    out.print(table(results.stream().map(TranslationBench::cost).toList()));
  }

  /// What one benchmark of one pair took, a whole chat or an event.
  private record Cost(String what, String client, String upstream, double micros, double bytes) {

    boolean of(String someWhat, String someClient, String someUpstream) {
      return what.equals(someWhat) && client.equals(someClient) && upstream.equals(someUpstream);
    }
  }

  private static Cost cost(RunResult result) {
    String what = result.getPrimaryResult().getLabel();
    String upstream = result.getParams().getParam("upstream");
    double events =
        what.equals("stream") ? Recorded.of(Dialect.of(upstream).orElseThrow()).events().size() : 1;
    return new Cost(
        what,
        result.getParams().getParam("client"),
        upstream,
        median(result, CpuTime.LABEL) / MICROS / events,
        median(result, GARBAGE) / events);
  }

  /// Of all rounds in all JVMs.
  private static double median(RunResult result, String label) {
    double[] sorted =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(
                round -> Objects.requireNonNull(round.getSecondaryResults().get(label)).getScore())
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  private static Table table(List<Cost> costs) {
    Table table =
        new Table(
            "client",
            "upstream",
            "chat",
            "over passing",
            "garbage",
            "event",
            "over passing",
            "garbage");
    for (Cost chat : costs.stream().filter(cost -> cost.what.equals("chat")).toList()) {
      Cost event = find(costs, "stream", chat.client, chat.upstream);
      table.row(
          chat.client,
          chat.upstream,
          micros(chat.micros),
          over(costs, chat),
          String.format(Locale.ROOT, "%.0f B", chat.bytes),
          micros(event.micros),
          over(costs, event),
          String.format(Locale.ROOT, "%.0f B", event.bytes));
    }
    return table;
  }

  /// What it takes beyond what passing takes of the client's own dialect.
  private static String over(List<Cost> costs, Cost cost) {
    Cost passed = find(costs, cost.what, cost.client, cost.client);
    return cost.equals(passed) ? "passed" : micros(cost.micros - passed.micros);
  }

  private static String micros(double micros) {
    return String.format(Locale.ROOT, "%.2f µs", micros);
  }

  private static Cost find(List<Cost> costs, String what, String client, String upstream) {
    return costs.stream().filter(cost -> cost.of(what, client, upstream)).findFirst().orElseThrow();
  }
}
