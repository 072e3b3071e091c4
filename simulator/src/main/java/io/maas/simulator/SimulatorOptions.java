package io.maas.simulator;

import io.maas.simulator.engine.Tuning;
import io.maas.simulator.inference.Settings;
import io.maas.simulator.model.Models;
import io.maas.simulator.model.ServedModel;
import java.util.List;

/// How a simulator is set up.
///
/// @param host the address that it listens at
/// @param port the port; 0 takes a free one
/// @param models what it serves, at least one
/// @param tuning what may also be changed while it runs: pace, slots, failures
/// @param settings what all its models have in common
/// @param kvCacheBlocks the size of each model's KV cache, in blocks of 16 tokens
/// @param bookSize how many lines its book keeps; 0 for no book
public record SimulatorOptions(
    String host,
    int port,
    List<ServedModel> models,
    Tuning tuning,
    Settings settings,
    int kvCacheBlocks,
    int bookSize) {
  private static final SimulatorOptions DEFAULTS =
      new SimulatorOptions(
          "127.0.0.1",
          8000,
          List.of(ServedModel.named("simulated-model")),
          Tuning.DEFAULTS,
          Settings.DEFAULTS,
          16_384,
          1_000_000);

  public SimulatorOptions {
    models = List.copyOf(models);
    new Models(models);
    check("port", port, 0, 65_535);
    check("kv-cache-size", kvCacheBlocks, 1, 100_000_000);
    check("book-size", bookSize, 0, 100_000_000);
  }

  /// What a simulator does that nobody configured: one model, at once, without failures.
  public static SimulatorOptions defaults() {
    return DEFAULTS;
  }

  /// Reads flags; see [#usage].
  public static Parsed parse(List<String> args) {
    return Flags.parse(args);
  }

  /// The flags, their defaults and what they do.
  public static String usage() {
    return Flags.usage();
  }

  public SimulatorOptions withHost(String changed) {
    return new SimulatorOptions(changed, port, models, tuning, settings, kvCacheBlocks, bookSize);
  }

  public SimulatorOptions withPort(int changed) {
    return new SimulatorOptions(host, changed, models, tuning, settings, kvCacheBlocks, bookSize);
  }

  public SimulatorOptions withModels(ServedModel... changed) {
    return new SimulatorOptions(
        host, port, List.of(changed), tuning, settings, kvCacheBlocks, bookSize);
  }

  public SimulatorOptions withTuning(Tuning changed) {
    return new SimulatorOptions(host, port, models, changed, settings, kvCacheBlocks, bookSize);
  }

  public SimulatorOptions withSettings(Settings changed) {
    return new SimulatorOptions(host, port, models, tuning, changed, kvCacheBlocks, bookSize);
  }

  public SimulatorOptions withKvCacheBlocks(int changed) {
    return new SimulatorOptions(host, port, models, tuning, settings, changed, bookSize);
  }

  public SimulatorOptions withBookSize(int changed) {
    return new SimulatorOptions(host, port, models, tuning, settings, kvCacheBlocks, changed);
  }

  /// What became of a command line.
  public sealed interface Parsed {
    /// It was understood.
    record Understood(SimulatorOptions options) implements Parsed {}

    /// It was not; the message says what was found and what was expected.
    record Misunderstood(String message) implements Parsed {}
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(what, value, least, most));
    }
  }
}
