package io.maas.bench.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that was found.
record Report(
    Machine machine,
    int rounds,
    int seconds,
    List<Measurement> measurements,
    List<HeldStreams> held,
    Reconciliation reconciliation) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// For people, in Markdown. A figure is the median of all rounds with the least and the most;
  /// ratios and differences are of the same round.
  String text() {
    StringBuilder text = new StringBuilder("\n").append(machine.line()).append('\n');
    text.append("%d rounds of %d s; median [least-most]\n".formatted(rounds, seconds));
    Tables tables = new Tables(new Rounds(measurements));
    measurements.stream()
        .map(Measurement::scenario)
        .distinct()
        .map(scenario -> table(tables, scenario))
        .forEach(text::append);
    held.stream()
        .collect(Collectors.groupingBy(HeldStreams::scenario, TreeMap::new, Collectors.toList()))
        .forEach((scenario, streams) -> text.append(tables.idle(scenario, streams)));
    return text.append('\n').append(reconciliation.line()).append('\n').toString();
  }

  private static String table(Tables tables, Scenario scenario) {
    return scenario.connections() == 1 ? tables.latency(scenario) : tables.throughput(scenario);
  }

  /// For programs, as JSON. Returns the file.
  ///
  /// @param wanted the file; null for a new one among the results
  Path write(Path root, @Nullable Path wanted) throws IOException {
    String stamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    Path results = root.resolve("bench/results");
    Path file = wanted == null ? results.resolve("gateway-" + stamp + ".json") : wanted;
    Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    JSON.writeValue(file.toFile(), this);
    return file;
  }
}
