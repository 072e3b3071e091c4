package io.maas.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A data directory that this process alone uses: it holds a lock on it, which the kernel takes
/// away when the process ends, however it ends.
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "maas.lock";

  /// Others may enter, and read nothing: the database's files belong to an account of their own
  /// where root starts us.
  private static final String MODE = "rwx--x--x";

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// What came of claiming it.
  public sealed interface Claim {
    /// It is ours until it is closed.
    record Held(DataDirectory directory) implements Claim {}

    /// It is not, and why, in one line.
    record Refused(String problem) implements Claim {}
  }

  /// Makes the directory if there is none, and claims it.
  public static Claim claim(Path path) {
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(
            path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return lock(path, channel);
    } catch (IOException e) {
      return new Claim.Refused(
          "data: " + path + ": " + problem(path, e) + " (expected: a directory to write in)");
    }
  }

  private static String problem(Path path, IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException _ when Files.exists(path) && !Files.isDirectory(path) ->
          "not a directory";
      case FileAlreadyExistsException f -> f.getFile() + " is not a directory";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case FileSystemException _ -> "cannot be made";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static Claim lock(Path path, FileChannel channel) throws IOException {
    FileLock lock = tryLock(channel);
    if (lock == null) {
      String owner = read(channel);
      channel.close();
      return new Claim.Refused(
          "data directory in use: "
              + path
              + (owner.isEmpty() ? "" : " by process " + owner)
              + " (expected: one process at a time; stop that one, or choose another with --data)");
    }
    channel.truncate(0);
    write(channel, String.valueOf(ProcessHandle.current().pid()));
    return new Claim.Held(new DataDirectory(path, channel));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // another server of this very process
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    return StandardCharsets.UTF_8.decode(pid.flip()).toString().strip();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(false);
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// Lets others have it.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
