package io.maas.simulator;

import io.maas.simulator.SimulatorOptions.Parsed;
import io.maas.simulator.engine.Numbers;
import io.maas.simulator.engine.Tuning;
import io.maas.simulator.inference.Settings;
import io.maas.simulator.model.ServedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The simulator's command line: `--name value`, `--name=value`, and switches without a value.
final class Flags {
  private static final String USAGE =
      """
      --host ADDRESS                    where to listen (default 127.0.0.1)
      --port PORT                       the port, 0 for a free one (default 8000)
      --model ID[,ALIAS...]             a model to serve; may be repeated (default simulated-model)
      --any-model                       answer for any other model that a request names, too
      --time-to-first-token TIME        such as 20ms (default 0)
      --inter-token-latency TIME        such as 5ms (default 0: all tokens at once)
      --max-num-seqs N                  requests that a model answers at once (default 4096)
      --max-waiting-queue-length N      requests that may wait beside them; more get 503 (default 4096)
      --max-model-len N                 tokens of prompt and output together (default 32768)
      --kv-cache-size N                 blocks of 16 tokens in a model's KV cache (default 16384)
      --prefix-cache                    report cached prompt tokens for repeated prefixes
      --force-length                    answer with max_tokens tokens wherever a request limits them
      --seed N                          vary all answers (default 0)
      --embedding-dimensions N          length of an embedding (default 384)
      --book-size N                     requests that the book keeps (default 1000000)
      --no-book                         keep no book
      --failure-status CODE:RATE        share of requests that get this status, such as 500:0.05
      --failure-drop-rate RATE          share of replies whose connection breaks in the middle
      --failure-stall-rate RATE         share of replies that stop in the middle for ever
      --failure-no-usage-rate RATE      share of replies without usage
      --failure-garbage-rate RATE       share of replies that are no JSON
      """;

  private static final Set<String> SWITCHES =
      Set.of("any-model", "prefix-cache", "force-length", "no-book");

  private final List<ServedModel> models = new ArrayList<>();
  private SimulatorOptions options = SimulatorOptions.defaults();
  private Settings settings = options.settings();

  private Flags() {}

  static String usage() {
    return USAGE;
  }

  static Parsed parse(List<String> args) {
    var flags = new Flags();
    try {
      var rest = args.iterator();
      while (rest.hasNext()) {
        flags.read(rest.next(), rest);
      }
      return new Parsed.Understood(flags.options());
    } catch (IllegalArgumentException e) {
      return new Parsed.Misunderstood(String.valueOf(e.getMessage()));
    }
  }

  private SimulatorOptions options() {
    var all = options.withSettings(settings);
    return models.isEmpty() ? all : all.withModels(models.toArray(ServedModel[]::new));
  }

  private void read(String arg, Iterator<String> rest) {
    int equals = arg.indexOf('=');
    var flag = equals < 0 ? arg : arg.substring(0, equals);
    if (!flag.startsWith("--")) {
      throw new IllegalArgumentException(arg + ": found (expected: a flag such as --port)");
    }
    var name = flag.substring(2);
    if (SWITCHES.contains(name)) {
      if (equals >= 0) {
        throw new IllegalArgumentException(
            arg + ": found (expected: " + flag + " without a value)");
      }
      turnOn(name);
      return;
    }
    if (equals < 0 && !rest.hasNext()) {
      throw new IllegalArgumentException(flag + ": nothing after it (expected: a value)");
    }
    set(name, equals < 0 ? rest.next() : arg.substring(equals + 1));
  }

  private void turnOn(String name) {
    switch (name) {
      case "any-model" -> settings = settings.withAnyModel(true);
      case "prefix-cache" -> settings = settings.withPrefixCache(true);
      case "force-length" -> settings = settings.withForceLength(true);
      default -> options = options.withBookSize(0);
    }
  }

  private void set(String name, String value) {
    switch (name) {
      case "host" -> options = options.withHost(value);
      case "port" -> options = options.withPort(Numbers.whole(name, value));
      case "model" -> models.add(model(value));
      case "kv-cache-size" -> options = options.withKvCacheBlocks(Numbers.whole(name, value));
      case "book-size" -> options = options.withBookSize(Numbers.whole(name, value));
      case "max-model-len" -> settings = settings.withMaxModelLen(Numbers.whole(name, value));
      case "seed" -> settings = settings.withSeed(Numbers.whole(name, value));
      case "embedding-dimensions" ->
          settings = settings.withEmbeddingDimensions(Numbers.whole(name, value));
      case String other when Tuning.NAMES.contains(other) ->
          options = options.withTuning(options.tuning().with(other, value));
      default ->
          throw new IllegalArgumentException(
              "--" + name + ": unknown (expected: one of\n" + USAGE + ")");
    }
  }

  private static ServedModel model(String value) {
    var names = Arrays.asList(value.split(",", -1));
    return new ServedModel(names.getFirst(), names.subList(1, names.size()));
  }
}
