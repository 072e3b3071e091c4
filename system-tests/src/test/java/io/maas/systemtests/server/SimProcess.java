package io.maas.systemtests.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// `maas sim` as a process of its own, which outlives the gateways that are killed beside it.
public final class SimProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("simulator ready at (\\S+)\\s");
  private static final Pattern BUSY =
      Pattern.compile("(?m)^vllm:num_requests_(?:running|waiting)\\S* ([0-9.]+)$");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Launched launched;
  private final Caller caller;

  private SimProcess(Launched launched, String url) {
    this.launched = launched;
    this.caller = Caller.at(url);
  }

  /// Starts it with the demo's models and returns when it is ready.
  ///
  /// @param folder where its log goes
  /// @param flags more of them
  public static SimProcess start(Path folder, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("sim", "--port", "0"));
    for (String model :
        List.of(
            "ibm-granite/granite-3.1-2b-instruct",
            "meta-llama/llama-4-scout",
            "google/gemma-4",
            "facebook/opt-125m")) {
      arguments.addAll(List.of("--model", model));
    }
    arguments.addAll(List.of(flags));
    try {
      Launched launched = Launched.start(Program.process(arguments), folder.resolve("sim"));
      return new SimProcess(launched, launched.await(READY).group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it is.
  public String url() {
    return caller.url();
  }

  /// Changes pace, slots or failures, by the names of its flags.
  public void tune(Map<String, String> values) {
    caller.post("/admin/config", Json.MAPPER.valueToTree(values)).expect(200);
  }

  /// Forgets what it served.
  public void forget() {
    caller.delete("/book").expect(200);
  }

  /// What it served, in the order in which requests ended, once nothing runs any more.
  public List<Served> book() {
    Eventually.holds("the simulator is idle", PATIENCE, this::isIdle);
    List<Served> book = new ArrayList<>();
    for (JsonNode line : caller.get("/book").expect(200).json().path("data")) {
      book.add(Served.of(line));
    }
    return book;
  }

  private boolean isIdle() {
    return BUSY.matcher(caller.get("/metrics").body())
        .results()
        .allMatch(gauge -> Double.parseDouble(gauge.group(1)) == 0);
  }

  @Override
  public void close() {
    launched.terminate();
  }
}
