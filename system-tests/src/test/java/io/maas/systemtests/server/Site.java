package io.maas.systemtests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A running program with its models in a process beside it, for tests that do it no harm.
///
/// @param folder holds all its files
public record Site(Path folder, SimProcess simulator, MaasProcess maas) implements AutoCloseable {

  /// Starts both in a new temporary folder.
  static Site open() {
    try {
      Path folder = Files.createTempDirectory("maas-site");
      SimProcess simulator = SimProcess.start(folder);
      MaasProcess maas =
          MaasProcess.start(folder.resolve("data"), "--simulator-url", simulator.url());
      return new Site(folder, simulator, maas);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its administrator.
  public Administrator administrator() {
    return Administrator.of(maas);
  }

  /// A caller without a credential.
  public Caller anybody() {
    return Caller.at(maas.url());
  }

  @Override
  public void close() {
    try (simulator) {
      maas.close();
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
