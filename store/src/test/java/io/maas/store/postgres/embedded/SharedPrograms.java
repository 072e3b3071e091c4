package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// PostgreSQL's programs, unpacked once below `target` for all tests of a module: unpacking takes
/// longer than most tests.
public final class SharedPrograms {

  private SharedPrograms() {}

  /// Lets a data directory use them. Call before the server is started for the first time.
  public static void linkFrom(Path data) throws IOException {
    Files.createSymbolicLink(data.resolve("postgres-bin"), directory().getParent());
  }

  /// Where they are, unpacked.
  static Path directory() throws IOException {
    return Binaries.unpackInto(Path.of("target", "postgres-bin"));
  }
}
