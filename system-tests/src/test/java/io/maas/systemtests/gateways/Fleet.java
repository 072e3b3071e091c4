package io.maas.systemtests.gateways;

import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.SimProcess;
import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Gateways that count together, the control plane that keeps their PostgreSQL, their server of
/// counters and the models. The control plane sees the counters, and serves nobody.
final class Fleet implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Deque<AutoCloseable> processes = new ArrayDeque<>();
  private final List<MaasProcess> gateways = new ArrayList<>();
  private final SimProcess simulator;
  private final CounterServer counters;
  private final MaasProcess control;

  /// Starts all of it, or nothing.
  ///
  /// @param folder for data and logs
  /// @param size how many gateways
  Fleet(Path folder, int size) {
    try {
      counters = keep(CounterServer.start(folder.resolve("counters")));
      simulator = keep(SimProcess.start(folder));
      control =
          keep(
              MaasProcess.start(
                  folder.resolve("control"),
                  "--role",
                  "control",
                  "--simulator-url",
                  simulator.url(),
                  "--valkey",
                  counters.url()));
      for (int i = 1; i <= size; i++) {
        gateways.add(
            keep(
                MaasProcess.gateway(
                    folder.resolve("gateway-" + i),
                    "--postgres",
                    control.facts().postgresUrl(),
                    "--valkey",
                    counters.url())));
      }
      gateways.forEach(Fleet::awaitReady);
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T keep(T process) {
    processes.push(process);
    return process;
  }

  /// Returns when a process says that it can serve.
  static void awaitReady(MaasProcess maas) {
    Caller operator = Caller.at(maas.managementUrl());
    Eventually.holds(
        maas.data().getFileName() + " is ready",
        PATIENCE,
        () -> operator.get("/ready").status() == 200);
  }

  SimProcess simulator() {
    return simulator;
  }

  CounterServer counters() {
    return counters;
  }

  MaasProcess control() {
    return control;
  }

  List<MaasProcess> gateways() {
    return gateways;
  }

  Administrator administrator() {
    return Administrator.of(control);
  }

  /// Somebody at each gateway, with connections of its own.
  List<Caller> at(Administrator.Key key) {
    String shown = Objects.requireNonNull(key.caller().credential());
    return gateways.stream().map(gateway -> Caller.at(gateway.url()).as(shown)).toList();
  }

  /// Lays ledger and book side by side, once nothing runs and all is written.
  Reconciliation reconcile(String subscription) {
    List<Served> book = simulator.book();
    gateways.forEach(MaasProcess::awaitDrained);
    return Reconciliation.of(
        new LedgerTable(control.facts().postgresUrl())
            .of(subscription, book.stream().map(Served::requestId).collect(Collectors.toSet())),
        book);
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    while (!processes.isEmpty()) {
      try {
        processes.pop().close();
      } catch (Exception e) {
        RuntimeException next = e instanceof RuntimeException r ? r : new IllegalStateException(e);
        if (failure == null) {
          failure = next;
        } else {
          failure.addSuppressed(next);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
