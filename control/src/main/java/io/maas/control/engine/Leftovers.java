package io.maas.control.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers in a folder which processes we started, so that those whose owner was killed do not
/// keep a model in memory for ever. A process is known by its number and by when it began: numbers
/// come again.
///
/// @param folder of this program alone
record Leftovers(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /// Ends what an owner before us left.
  void end(Duration grace) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        files.toList().forEach(file -> end(file, grace));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Path file, Duration grace) {
    try {
      String begun = Files.readString(file).strip();
      ProcessHandle.of(Long.parseLong(file.getFileName().toString()))
          .filter(process -> begun.equals(begin(process)))
          .ifPresent(process -> {
            LOG.atInfo().setMessage("engine left over").addKeyValue("pid", process.pid()).log();
            Launch.end(process, List.of(), grace);
          });
      Files.deleteIfExists(file);
    } catch (IOException | NumberFormatException e) {
      LOG.atWarn()
          .setMessage("engine left over not looked for")
          .addKeyValue("file", file)
          .setCause(e)
          .log();
    }
  }

  /// Notes one that was started.
  void note(ProcessHandle process) throws IOException {
    Files.writeString(file(process), begin(process));
  }

  /// Forgets one that has ended.
  void forget(ProcessHandle process) {
    try {
      Files.deleteIfExists(file(process));
    } catch (IOException e) {
      LOG.atWarn().setMessage("engine not forgotten").setCause(e).log();
    }
  }

  private Path file(ProcessHandle process) {
    return folder.resolve(Long.toString(process.pid()));
  }

  private static String begin(ProcessHandle process) {
    Optional<Instant> begun = process.info().startInstant();
    return begun.map(Instant::toString).orElse("unknown");
  }
}
