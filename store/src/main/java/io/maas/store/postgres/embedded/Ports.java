package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server may listen on loopback.
final class Ports {

  private static final int ANY = 0;
  private static final Pattern PORT = Pattern.compile("port=(\\d+)");

  private Ports() {}

  /// The port of the server that ran last in this directory if it is free, or else any that is.
  static int next(Path directory) throws IOException {
    OptionalInt last = last(directory);
    if (last.isPresent()) {
      try {
        return probe(last.getAsInt());
      } catch (IOException _) {
        return probe(ANY);
      }
    }
    return probe(ANY);
  }

  /// PostgreSQL notes in `postmaster.opts` how it was started.
  private static OptionalInt last(Path directory) throws IOException {
    Path options = directory.resolve("postmaster.opts");
    if (!Files.exists(options)) {
      return OptionalInt.empty();
    }
    Matcher port = PORT.matcher(Files.readString(options));
    return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }

  private static int probe(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
