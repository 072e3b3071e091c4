package io.maas.systemtests.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// A disk of some megabytes that a test fills and frees: a tmpfs, which only root may mount.
final class SmallDisk implements AutoCloseable {

  private static final int PIECE = 4096;

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /// Mounts one, if this machine lets us.
  ///
  /// @param at where; made if it is not there
  static Optional<SmallDisk> mount(Path at, int megabytes) {
    try {
      Files.createDirectories(at);
      return run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + at))
          ? Optional.of(new SmallDisk(at))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(List<String> command) throws IOException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join()
            .exitValue()
        == 0;
  }

  Path root() {
    return root;
  }

  /// Takes all that is left of it.
  void fill() {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    try (FileChannel ballast =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (root.toFile().getUsableSpace() > 0) {
        ballast.write(piece.clear());
      }
    } catch (IOException _) {
      // No space is left, which is what is wanted.
    }
  }

  /// Gives it back.
  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return root.resolve("ballast");
  }

  /// Takes it away with all that is on it.
  @Override
  public void close() {
    try {
      if (!run(List.of("umount", "--lazy", root.toString()))) {
        throw new IllegalStateException(root + " is still mounted (expected: unmounted)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
