package io.maas.bench.quota;

import io.maas.bench.gateway.Table;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `maas bench quota`: the microbenchmarks, in JVMs of their own.
public final class QuotaBench {

  /// The flags.
  public static final String USAGE =
      """
        --forks N           JVMs that each is measured in (default 2)
      """;

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final int forks;

  private QuotaBench(int forks) {
    this.forks = forks;
  }

  /// Reads flags; refuses what it does not know.
  public static QuotaBench of(List<String> flags) {
    if (flags.isEmpty()) {
      return new QuotaBench(2);
    }
    String given = String.join(" ", flags);
    if (!given.matches("--forks [1-9]")) {
      throw new IllegalArgumentException(given + " (expected: --forks and a number from 1 to 9)");
    }
    return new QuotaBench(Integer.parseInt(flags.getLast()));
  }

  /// Runs all, and prints a line for each.
  public void run(PrintStream out) {
    Collection<RunResult> results;
    try {
      results =
          new Runner(
                  new OptionsBuilder()
                      .include(QuotaDecisions.class.getName())
                      .addProfiler(GCProfiler.class)
                      .verbosity(VerboseMode.SILENT)
                      .forks(forks)
                      .build())
              .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH: " + e.getMessage(), e);
    }
    Table table =
        new Table("decision in memory", "limits", "time", "spread (99.9 %)", "garbage", "of forks");
    for (RunResult result : results) {
      row(table, result);
    }
    out.print(table);
  }

  private void row(Table table, RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    table.row(
        time.getLabel(),
        result.getParams().getParam("limits"),
        String.format(Locale.ROOT, "%.0f ns", time.getScore()),
        String.format(Locale.ROOT, "+/- %.0f ns", time.getScoreError()),
        allocated == null ? "-" : String.format(Locale.ROOT, "%.0f B", allocated.getScore()),
        Integer.toString(forks));
  }
}
