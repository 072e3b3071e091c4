package io.maas.bench.gateway;

import io.maas.bench.load.OpenStreams;
import io.maas.bench.load.Wrk;
import io.maas.bench.process.Cores;
import io.maas.bench.process.Cost;
import io.maas.bench.process.WorkFolder;
import io.maas.http.NativeTransport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Runs the comparison: warms up, measures all targets in turn, round after round, and prints.
public final class GatewayBench {

  private final Options options;
  private final PrintStream out;
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<HeldStreams> held = new ArrayList<>();
  private long answered;
  private long asked;

  /// @param out told of progress, then of the results
  public GatewayBench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /// Starts everything, measures, prints, writes the JSON file, and stops everything.
  public void run() throws IOException {
    Path root = Path.of(System.getProperty("maas.root", "")).toAbsolutePath();
    Machine machine = Machine.now();
    Cores.leaveToMeasured();
    Set<NativeTransport> transports = available();
    try (WorkFolder folder = WorkFolder.create("maas-bench");
        Stage stage = new Stage(root, folder.path(), transports)) {
      Wrk wrk = new Wrk(folder.path());
      warmUp(stage, wrk);
      for (int round = 1; round <= options.rounds(); round++) {
        out.println("round " + round + " of " + options.rounds());
        measureRound(stage, wrk, round);
      }
      for (Scenario scenario : options.scenarios()) {
        if (scenario.holds()) {
          hold(stage, scenario);
        }
      }
      Reconciliation reconciliation = new Reconciliation(answered, asked, stage.ledger());
      Report report =
          new Report(
              machine, options.rounds(), options.seconds(), measurements, held, reconciliation);
      out.print(report.text());
      out.println("figures: " + report.write(root, options.json()));
    }
  }

  private Set<NativeTransport> available() {
    Set<NativeTransport> available = EnumSet.noneOf(NativeTransport.class);
    for (NativeTransport transport : options.transports()) {
      if (transport.isAvailable()) {
        available.add(transport);
      } else {
        out.println("skipped: " + transport + " (this kernel or container does not allow it)");
      }
    }
    return available;
  }

  private void warmUp(Stage stage, Wrk wrk) throws IOException {
    for (Target target : stage.targets()) {
      for (Scenario scenario : underLoad()) {
        out.println("warming up " + target.name() + ": " + scenario.title());
        measure(stage, wrk, target, scenario, 0, options.warmUpSeconds());
      }
    }
  }

  private void measureRound(Stage stage, Wrk wrk, int round) throws IOException {
    for (Scenario scenario : underLoad()) {
      for (Target target : stage.targets()) {
        measurements.add(measure(stage, wrk, target, scenario, round, options.seconds()));
      }
    }
  }

  private List<Scenario> underLoad() {
    return options.scenarios().stream().filter(scenario -> !scenario.holds()).toList();
  }

  private Measurement measure(
      Stage stage, Wrk wrk, Target target, Scenario scenario, int round, int seconds)
      throws IOException {
    long askedBefore = stage.engineRequests();
    Cost before = target.cost();
    long startedAt = System.nanoTime();
    Wrk.Result load = wrk.run(target.call(scenario), scenario.connections(), seconds);
    double micros = (System.nanoTime() - startedAt) / 1e3;
    Cost afterLoad = target.cost();
    target.awaitDrained();
    Cost after = target.cost();
    if (!load.wrong().isEmpty()) {
      out.println("WRONG: " + target.name() + ", " + scenario.title() + ": " + load.wrong());
    }
    if (target.isGateway()) {
      answered += load.answered();
      asked += stage.engineRequests() - askedBefore;
    }
    return new Measurement(
        target.name(),
        scenario,
        round,
        load,
        target.share(afterLoad.cpuMicros() - before.cpuMicros(), micros),
        target.share(after.cpuMicros() - before.cpuMicros(), (double) load.answered()),
        after.residentBytes());
  }

  private void hold(Stage stage, Scenario scenario) throws IOException {
    for (Target target : stage.targets()) {
      if (scenario.isTranslated() ? target.isGateway() : target.process() != null) {
        out.println(
            "holding " + options.streams() + " at " + target.name() + ": " + scenario.title());
        held.add(hold(stage, target, scenario));
      }
    }
  }

  private HeldStreams hold(Stage stage, Target target, Scenario scenario) throws IOException {
    long askedBefore = stage.engineRequests();
    Cost before = target.cost();
    try (OpenStreams streams = new OpenStreams()) {
      for (int i = 0; i < options.streams(); i++) {
        streams.open(target.call(scenario));
      }
      Cost began = target.cost();
      LockSupport.parkNanos(HeldStreams.HOLD.toNanos());
      Cost after = target.cost();
      return new HeldStreams(
          target.name(),
          scenario,
          options.streams(),
          streams.open(),
          before.residentBytes(),
          after.residentBytes(),
          target.heapBytes(),
          (after.cpuMicros() - began.cpuMicros()) / (HeldStreams.HOLD.toNanos() / 1e3));
    } finally {
      if (target.isGateway()) {
        asked += stage.engineRequests() - askedBefore;
        target.awaitDrained();
      }
    }
  }
}
