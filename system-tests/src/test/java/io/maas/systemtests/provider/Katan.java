package io.maas.systemtests.provider;

import io.maas.systemtests.Repository;
import io.maas.systemtests.engine.PythonPackage;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Launched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// llm-katan in a process of its own: five providers' formats, written by somebody else. It has no
/// model: it answers with what it was asked, and counts words as tokens. It wants each provider's
/// credential where that provider reads it, and refuses a wrong one.
final class Katan implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Uvicorn running on (\\S+)\\s");

  private static final Path SOURCE =
      Repository.root().resolve("system-tests/src/test/python/llm-katan");

  private final Launched launched;
  private final Caller caller;

  private Katan(Launched launched, String url) {
    this.launched = launched;
    this.caller = Caller.at(url);
  }

  /// What it is made of, fetched if it was not.
  static PythonPackage.Result install() {
    return PythonPackage.at(SOURCE)
        .installInto(Repository.root().resolve("system-tests/target/python/llm-katan"));
  }

  /// Starts it on a free port and returns when it answers.
  ///
  /// @param installed where it was installed
  /// @param folder where its log goes
  static Katan start(Path installed, Path folder) {
    String formats =
        Arrays.stream(KatanMode.values())
            .map(KatanMode::format)
            .distinct()
            .collect(Collectors.joining(","));
    List<String> command =
        List.of(
            "python3",
            SOURCE.resolve("server.py").toString(),
            "--model=echo",
            "--backend=echo",
            "--host=127.0.0.1",
            "--port=0",
            "--providers=" + formats,
            "--validate-keys",
            "--disable-dashboard",
            "--stats-file=" + folder.resolve("stats.json"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", installed.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      Launched launched = Launched.start(builder, folder.resolve("llm-katan"));
      try {
        return new Katan(launched, launched.await(READY).group(1));
      } catch (IllegalStateException e) {
        launched.kill();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return URI.create(caller.url()).getPort();
  }

  /// What it counted since it was started. It counts a stream when it has told all of it.
  Counters counters() {
    String metrics = caller.get("/metrics").expect(200).body();
    return new Counters(
        counter(metrics, "requests"),
        counter(metrics, "prompt_tokens"),
        counter(metrics, "completion_tokens"));
  }

  /// Requests and the words of prompts and answers.
  record Counters(long requests, long prompt, long completion) {

    Counters since(Counters earlier) {
      return new Counters(
          requests - earlier.requests, prompt - earlier.prompt, completion - earlier.completion);
    }
  }

  private static long counter(String metrics, String name) {
    return Pattern.compile("(?m)^llm_katan_" + name + "_total\\{.*} ([0-9]+)$")
        .matcher(metrics)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + ": " + metrics));
  }

  @Override
  public void close() {
    launched.terminate();
  }
}
