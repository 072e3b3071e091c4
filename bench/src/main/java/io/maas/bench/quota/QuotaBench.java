package io.maas.bench.quota;

import java.io.PrintStream;
import java.util.Collection;
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

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private QuotaBench() {}

  /// Runs all, and prints a line for each.
  public static void run(PrintStream out) {
    Collection<RunResult> results;
    try {
      results =
          new Runner(
                  new OptionsBuilder()
                      .include(QuotaDecisions.class.getName())
                      .addProfiler(GCProfiler.class)
                      .verbosity(VerboseMode.SILENT)
                      .forks(2)
                      .build())
              .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH: " + e.getMessage(), e);
    }
    out.printf("%n| decision in memory | limits | time | spread (99.9 %%) | garbage |%n");
    out.printf("| --- | --- | --- | --- | --- |%n");
    for (RunResult result : results) {
      line(out, result);
    }
  }

  private static void line(PrintStream out, RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    String limits = time.getLabel().equals("refuse") ? "1" : result.getParams().getParam("limits");
    out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f ns | +/- %.0f ns | %s |%n",
        time.getLabel(),
        limits,
        time.getScore(),
        time.getScoreError(),
        allocated == null ? "-" : String.format(Locale.ROOT, "%.0f B", allocated.getScore()));
  }
}
