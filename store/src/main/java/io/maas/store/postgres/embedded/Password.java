package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The server's password: random, in a file that only its owner may read.
///
/// @param file where it is kept
record Password(Path file) {

  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  static Password of(Path file) {
    return new Password(file);
  }

  /// Makes one, unless an earlier start that was cut short has.
  void createUnlessThere(RandomGenerator secrets) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] random = new byte[BYTES];
    secrets.nextBytes(random);
    Path aside = write(".new", Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The password itself.
  String read() throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new IOException(
          file + ": missing (expected: the password of the database beside it)", e);
    }
  }

  /// A copy that another account may read, gone when closed: `initdb` wants a file.
  Copy copyFor(ServerAccount account) throws IOException {
    Path path = write(".copy", read());
    account.own(path);
    return new Copy(path);
  }

  private Path write(String suffix, String text) throws IOException {
    Path path = file.resolveSibling(file.getFileName() + suffix);
    Files.deleteIfExists(path);
    Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    return Files.writeString(path, text);
  }

  /// A short-lived copy.
  record Copy(Path path) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
