package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// As whom the server runs. PostgreSQL refuses to run as root, so a root of ours steps down: to the
/// account that owns the files, or else to one that can reach them, or else to a user namespace, in
/// which root is nobody and still owns what root owns.
///
/// @param prefix what stands before each command
/// @param uid who owns the server's files
/// @param gid and their group
record ServerAccount(List<String> prefix, int uid, int gid) {

  private static final int ROOT = 0;
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  /// Chooses the account for a server.
  ///
  /// @param cluster the server's own files, which need not exist yet; their directory does
  /// @param programs its programs
  static ServerAccount forServerIn(Path cluster, Path programs) throws IOException {
    Path self = Path.of("/proc/self");
    if (number(self, "uid") != ROOT) {
      return new ServerAccount(List.of(), number(self, "uid"), number(self, "gid"));
    }
    List<Path> needed = List.of(cluster.resolveSibling("."), programs);
    if (Files.exists(cluster) && number(cluster, "uid") != ROOT) {
      return steppedDown(number(cluster, "uid"), number(cluster, "gid"));
    }
    if (!Files.exists(cluster)) {
      for (String name : UNPRIVILEGED) {
        Optional<ServerAccount> account = named(name);
        if (account.isPresent() && account.get().reaches(needed)) {
          return account.get();
        }
      }
    }
    return namespace(needed);
  }

  /// Gives a file to the account.
  void own(Path path) throws IOException {
    if (number(path, "uid") != uid) {
      Files.setAttribute(path, "unix:gid", gid);
      Files.setAttribute(path, "unix:uid", uid);
    }
  }

  private static ServerAccount namespace(List<Path> needed) throws IOException {
    ServerAccount account = new ServerAccount(List.of("unshare", "--user", "--"), ROOT, ROOT);
    if (!account.reaches(needed)) {
      throw new IOException(
          "embedded PostgreSQL does not run as root, and neither 'postgres' nor 'nobody' reaches "
              + needed
              + " (expected: directories that others may enter, or another user than root)");
    }
    return account;
  }

  private static ServerAccount steppedDown(int uid, int gid) {
    return new ServerAccount(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"), uid, gid);
  }

  private static Optional<ServerAccount> named(String name) throws IOException {
    return Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.UTF_8).stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 3 && fields[0].equals(name))
        .map(fields -> steppedDown(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
        .findFirst();
  }

  private boolean reaches(List<Path> directories) {
    return directories.stream()
        .map(directory -> Stream.of("test", "-x", directory.toString()))
        .map(test -> Stream.concat(prefix.stream(), test).toList())
        .allMatch(command -> Command.succeeds(command, Path.of("/")));
  }

  private static int number(Path path, String attribute) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:" + attribute);
  }
}
