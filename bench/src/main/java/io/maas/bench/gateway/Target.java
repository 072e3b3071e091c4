package io.maas.bench.gateway;

import io.maas.bench.load.Call;
import io.maas.bench.process.Child;
import io.maas.bench.process.Cost;
import io.maas.bench.process.Pages;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What load is put on.
///
/// @param name as in tables
/// @param port where it listens
/// @param process what is measured; null for the engine, which is not
/// @param key what it wants to be shown; empty if it does not ask
/// @param managementPort where the gateway tells how far its journal is drained; 0 for others
record Target(String name, int port, @Nullable Child process, String key, int managementPort) {

  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final String BACKLOG = "maas_journal_backlog_bytes ";

  /// The request of a scenario, as it is put to this target.
  Call call(Scenario scenario) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (!key.isEmpty()) {
      headers.put("Authorization", "Bearer " + key);
    }
    return new Call("http://127.0.0.1:" + port + scenario.path(), headers, scenario.body());
  }

  Cost cost() throws IOException {
    return Cost.of(process == null ? new long[0] : process.pids());
  }

  /// Time on its core for each of so many; not a number where nothing is measured.
  double share(long cpuMicros, double of) {
    return process == null ? Double.NaN : cpuMicros / of;
  }

  /// Whether it is a gateway, whose requests are in the ledger.
  boolean isGateway() {
    return managementPort != 0;
  }

  /// Waits until all that it has served is in the ledger; what that costs is its own.
  void awaitDrained() throws IOException {
    if (process != null && isGateway()) {
      process.await("done with its journal's backlog", this::isDrained);
    }
  }

  /// What a gateway uses of its heap, garbage included; 0 for others.
  long heapBytes() {
    return isGateway()
        ? (long)
            metrics()
                .filter(line -> line.startsWith(HEAP))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum()
        : 0;
  }

  private Stream<String> metrics() {
    return Pages.get("http://127.0.0.1:" + managementPort + "/metrics", "").lines();
  }

  private boolean isDrained() {
    return metrics()
        .filter(line -> line.startsWith(BACKLOG))
        .anyMatch(line -> Double.parseDouble(line.substring(BACKLOG.length())) == 0);
  }
}
