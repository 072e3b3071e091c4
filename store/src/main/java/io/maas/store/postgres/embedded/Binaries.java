package io.maas.store.postgres.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, which our jar carries packed.
final class Binaries {

  private Binaries() {}

  /// Unpacks them, once per version, and answers where they are. Several processes of ours may do
  /// so at once in a directory that they share.
  static synchronized Path unpackInto(Path directory) throws IOException {
    Path unpacked = Files.createDirectories(directory).toRealPath().resolve(version());
    if (Files.exists(unpacked)) {
      return unpacked;
    }
    Path lock = unpacked.resolveSibling("lock");
    try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
        FileLock _ = channel.lock()) {
      if (!Files.exists(unpacked)) {
        unpack(unpacked);
      }
    }
    return unpacked;
  }

  private static void unpack(Path unpacked) throws IOException {
    Path aside = unpacked.resolveSibling(version() + ".new");
    Trees.delete(aside);
    Files.createDirectory(aside);
    String archive = "/postgres-linux-" + architecture() + ".txz";
    try (InputStream packed = Binaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new IOException(archive + ": not in this program (expected: PostgreSQL's binaries)");
      }
      untar(packed, aside);
    }
    // Whoever unpacks may have a umask that hides them from the account they run as.
    Command.run(List.of("chmod", "-R", "a+rX", aside.toString()), aside);
    Files.move(aside, unpacked, StandardCopyOption.ATOMIC_MOVE);
  }

  /// `tar` is on every Linux, `xz` is not.
  private static void untar(InputStream packed, Path directory) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "--extract", "--no-same-owner", "--exclude=*.a", "--file=-")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream input = tar.getOutputStream()) {
      new XZInputStream(packed).transferTo(input);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar ended with " + tar.exitValue() + " (expected: 0)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking PostgreSQL", e);
    }
  }

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Binaries.class.getResourceAsStream("binaries.properties")) {
      properties.load(file);
    }
    return properties.getProperty("version");
  }

  private static String architecture() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (system + "/" + machine) {
      case "linux/amd64", "linux/x86_64" -> "x86_64";
      case "linux/aarch64", "linux/arm64" -> "arm_64";
      case String other ->
          throw new IOException(
              "embedded PostgreSQL: "
                  + other
                  + " (expected: linux/amd64 or linux/aarch64; elsewhere name a server of yours)");
    };
  }
}
