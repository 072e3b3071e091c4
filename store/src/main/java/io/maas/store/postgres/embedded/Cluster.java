package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one server (PostgreSQL calls them a cluster), and the three programs that make,
/// start and stop it.
///
/// @param directory the cluster's own directory
/// @param programs where `bin/initdb` and its like are
/// @param account as whom they run
record Cluster(Path directory, Path programs, ServerAccount account) {

  private static final int ATTEMPTS = 3;
  private static final String SECONDS = "60";

  /// Whether it was made; a making that was cut short does not count.
  boolean exists() {
    return Files.exists(directory.resolve("PG_VERSION"));
  }

  /// Makes it aside and then moves it into place, so that a crash leaves nothing half made.
  void create(String user, Password password, ServerAccount owner) throws IOException {
    Path aside = directory.resolveSibling("postgres.new");
    Trees.delete(aside);
    Files.createDirectory(aside);
    owner.own(aside);
    try (Password.Copy copy = password.copyFor(owner)) {
      run(
          "initdb",
          List.of(
              "--pgdata=" + aside,
              "--username=" + user,
              "--pwfile=" + copy.path(),
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--no-locale",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8"));
    }
    Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The server that runs on these files now.
  Optional<Postmaster> postmaster() throws IOException {
    return Postmaster.of(directory);
  }

  /// Starts a server: on the port that it had before, so that who noted its address still finds it,
  /// or on a free one.
  Postmaster start() throws IOException {
    log().turn();
    for (int attempt = 1; ; attempt++) {
      try {
        return startAt(Ports.next(directory));
      } catch (IOException e) {
        // Between our look and its start somebody may have taken the port.
        if (attempt == ATTEMPTS) {
          throw new IOException(e.getMessage() + "\n" + log().lastLines(), e);
        }
      }
    }
  }

  /// Starts a server on this very port.
  Postmaster startAt(int port) throws IOException {
    run("pg_ctl", startArguments(port));
    return postmaster()
        .orElseThrow(() -> new IOException("embedded PostgreSQL ended as soon as it started"));
  }

  private ServerLog log() {
    return new ServerLog(directory.resolve("server.log"));
  }

  private List<String> startArguments(int port) {
    List<String> arguments =
        new ArrayList<>(List.of("start", "-w", "-t", SECONDS, "-D", directory.toString()));
    arguments.addAll(List.of("-l", log().path().toString()));
    arguments.addAll(
        List.of(
            "-o",
            String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c port=" + port,
                "-c unix_socket_directories=",
                "-c password_encryption=scram-sha-256",
                "-c timezone=UTC",
                "-c log_timezone=UTC",
                "-c log_checkpoints=off",
                // Errors go to the client that made them; its statements stay out of the log.
                "-c log_min_messages=log",
                "-c log_min_error_statement=panic")));
    return arguments;
  }

  /// Stops it: at once for its clients, in order for its files. Does nothing where none runs.
  void stop() throws IOException {
    if (postmaster().isEmpty()) {
      return;
    }
    try {
      run("pg_ctl", stopArguments("fast"));
    } catch (IOException e) {
      if (postmaster().isPresent()) {
        run("pg_ctl", stopArguments("immediate"));
      }
    }
  }

  private List<String> stopArguments(String mode) {
    return List.of("stop", "-w", "-t", SECONDS, "-m", mode, "-D", directory.toString());
  }

  private void run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(account.prefix());
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    // A directory that the account may enter; ours may be closed to it.
    Command.run(command, programs);
  }
}
