package io.maas.systemtests.dropin;

import io.maas.systemtests.server.Program;
import io.maas.systemtests.server.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Where somebody types commands, with `MAAS_URL` and `MAAS_TOKEN` in the environment.
///
/// @param folder for what they pipe in and read
record Terminal(Site site, Path folder, String token) {

  private static final int PATIENCE_SECONDS = 120;

  /// How a command ended, and what it said.
  record Ended(int code, String out, String err) {}

  Ended run(String... command) {
    return piping("", command);
  }

  /// Runs a command that reads a text.
  Ended piping(String text, String... command) {
    try {
      Path in = Files.writeString(Files.createTempFile(folder, "in", ""), text);
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      ProcessBuilder builder = Program.process(List.of(command));
      builder.environment().put("MAAS_URL", site.maas().url());
      builder.environment().put("MAAS_TOKEN", token);
      Process process =
          builder
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(List.of(command) + " does not end");
      }
      return new Ended(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
