package io.maas.systemtests.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/// A folder of ours with a `package.json` and its lock, and what npm makes of it elsewhere.
///
/// @param source the folder
/// @param install npm's word for installing
record NodePackage(Path source, String install) {

  private static final String LOCK = "package-lock.json";

  /// One that is installed exactly as its lock says.
  static NodePackage at(Path source) {
    return new NodePackage(source, "ci");
  }

  /// One whose lock lacks what is for other platforms, as registries do that mirror only their own:
  /// npm takes everything else from the lock.
  static NodePackage ofThisPlatform(Path source) {
    return new NodePackage(source, "install");
  }

  /// Copies the folder and installs what its lock says. Nothing is fetched where the same lock was
  /// installed before.
  void installInto(Path folder) {
    try {
      boolean done = isInstalledIn(folder);
      Files.createDirectories(folder);
      for (Path file : files()) {
        Files.copy(
            file, folder.resolve(source.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!done) {
        Tool.in(folder).run("npm", install, "--loglevel=error");
        Files.copy(source.resolve(LOCK), installed(folder), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isInstalledIn(Path folder) throws IOException {
    Path installed = installed(folder);
    return Files.exists(installed)
        && Arrays.equals(Files.readAllBytes(installed), Files.readAllBytes(source.resolve(LOCK)));
  }

  private static Path installed(Path folder) {
    return folder.resolve("node_modules/.installed.json");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(source)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
