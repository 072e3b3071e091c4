package io.maas.protocol.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Bytes that broke a parser. Kept in `target/fuzz`; once mended they belong into `src/test/fuzz`.
///
/// @param what happened
record Finding(Parser parser, byte[] bytes, String what) {

  private static final Path FOLDER = Path.of("target/fuzz");

  /// Writes the bytes down, and tells where.
  String keep() {
    try {
      Path folder = Files.createDirectories(FOLDER.resolve(parser.name()));
      Path file = folder.resolve("%08x".formatted(Arrays.hashCode(bytes)));
      Files.write(file, bytes);
      return file + ": " + what;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
