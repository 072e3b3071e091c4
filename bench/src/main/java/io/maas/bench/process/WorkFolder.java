package io.maas.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for one run, deleted at its end.
public record WorkFolder(Path path) implements AutoCloseable {

  /// Makes one. Others may pass through it: a database that root starts runs as somebody else.
  public static WorkFolder create(String prefix) throws IOException {
    Path path = Files.createTempDirectory(prefix);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    return new WorkFolder(path);
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(path)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
