package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
  /// @param data the directory that everything of ours lies in
  /// @param cluster the server's own files, which need not exist yet
  static ServerAccount forServerIn(Path data, Path cluster) throws IOException {
    int self = number(Path.of("/proc/self"), "uid");
    if (self != ROOT) {
      return new ServerAccount(List.of(), self, number(Path.of("/proc/self"), "gid"));
    }
    if (Files.exists(cluster)) {
      int owner = number(cluster, "uid");
      return owner == ROOT ? namespace(data) : steppedDown(owner, number(cluster, "gid"));
    }
    for (String name : UNPRIVILEGED) {
      Optional<ServerAccount> account = named(name);
      if (account.isPresent() && account.get().reaches(data)) {
        return account.get();
      }
    }
    return namespace(data);
  }

  /// Gives a file to the account.
  void own(Path path) throws IOException {
    if (number(path, "uid") != uid) {
      Files.setAttribute(path, "unix:gid", gid);
      Files.setAttribute(path, "unix:uid", uid);
    }
  }

  private static ServerAccount namespace(Path data) throws IOException {
    ServerAccount account = new ServerAccount(List.of("unshare", "--user", "--"), ROOT, ROOT);
    if (!account.reaches(data)) {
      throw new IOException(
          "embedded PostgreSQL does not run as root, and neither 'postgres' nor 'nobody' reaches "
              + data
              + " (expected: a data directory that others may enter, or another user than root)");
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

  private boolean reaches(Path directory) {
    List<String> test = List.of("test", "-x", directory.toString());
    return Command.succeeds(
        java.util.stream.Stream.concat(prefix.stream(), test.stream()).toList(), Path.of("/"));
  }

  private static int number(Path path, String attribute) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:" + attribute);
  }
}
