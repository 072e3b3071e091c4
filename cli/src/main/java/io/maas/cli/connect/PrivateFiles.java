package io.maas.cli.connect;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Files that only their owner may read, because a key is in them.
///
/// @param clock when a copy is made, for its name
record PrivateFiles(InstantSource clock) {
  private static final int MOST_COPIES = 100;

  /// Writes one, whole or not at all. Through a link, so that the link stays; one that leads
  /// nowhere is an error.
  void write(Path path, String content) throws IOException {
    Path file = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? path.toRealPath() : path;
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(path + " is no file (expected: one in a folder)");
    }
    Files.createDirectories(folder);
    // private from its first byte on: that is how the JDK makes temporary files
    Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".maas");
    try {
      Files.writeString(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Keeps what is there under a name that nothing has.
  ///
  /// @return that name
  Path keep(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    String when = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[:-]", "");
    for (int i = 0; i < MOST_COPIES; i++) {
      String name = path.getFileName() + "." + when + (i == 0 ? "" : "-" + i) + ".bak";
      try {
        Path copy = path.resolveSibling(name);
        Files.write(copy, new byte[0], StandardOpenOption.CREATE_NEW);
        close(copy);
        Files.write(copy, content);
        return copy;
      } catch (FileAlreadyExistsException _) {
        // the next name
      }
    }
    throw new IOException(path + " has " + MOST_COPIES + " copies of this second already");
  }

  /// Takes a file's contents from the eyes of others.
  void close(Path path) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
