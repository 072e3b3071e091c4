package io.maas.store.valkey;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real server in a folder of its own, on a free port of loopback.
final class RedisServer implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String MISSING = "redis-server is not installed (apt-get install redis-server)";
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  private final Path folder;
  private final int port;
  private final List<String> command;
  private @Nullable Process process;

  private RedisServer(Path folder, int port, List<String> command) {
    this.folder = folder;
    this.port = port;
    this.command = command;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /// Skips the test where the program is not installed.
  static RedisServer start(String... options) throws IOException {
    int port = freePort();
    return at(port, "--port", options);
  }

  /// The same, in a folder whose options may name the port.
  static RedisServer at(int port, String portOption, String... options) throws IOException {
    assumeThat(isInstalled()).as(MISSING).isTrue();
    Path folder = Files.createTempDirectory("maas-redis");
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(
        List.of("--bind", "127.0.0.1", "--dir", folder.toString(), portOption, "" + port));
    command.addAll(List.of("--save", "", "--appendonly", "no", "--daemonize", "no"));
    command.addAll(List.of(options));
    RedisServer server = new RedisServer(folder, port, command);
    server.launch();
    return server;
  }

  /// Three of these decide that a master is gone, and which replica takes its place.
  static RedisServer sentinel(int master, String name, int quorum) throws IOException {
    assumeThat(isInstalled()).as(MISSING).isTrue();
    Path folder = Files.createTempDirectory("maas-sentinel");
    int port = freePort();
    Path file =
        Files.writeString(
            folder.resolve("sentinel.conf"),
            """
            port %d
            bind 127.0.0.1
            sentinel monitor %s 127.0.0.1 %d %d
            sentinel down-after-milliseconds %s 500
            sentinel failover-timeout %s 5000
            """
                .formatted(port, name, master, quorum, name, name));
    RedisServer server =
        new RedisServer(folder, port, List.of(PROGRAM.toString(), file.toString(), "--sentinel"));
    server.launch();
    return server;
  }

  /// Makes a cluster of masters, each with its share of the slots.
  static void join(List<RedisServer> nodes) {
    int share = 16_384 / nodes.size() + 1;
    for (int i = 0; i < nodes.size(); i++) {
      int last = Math.min(16_383, (i + 1) * share - 1);
      nodes.get(i).say("CLUSTER ADDSLOTSRANGE " + i * share + " " + last);
      nodes.get(i).say("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
      nodes.get(0).say("CLUSTER MEET 127.0.0.1 " + nodes.get(i).port());
    }
    for (RedisServer node : nodes) {
      Eventually.holds(
          "the cluster is whole",
          PATIENCE,
          () -> {
            String info = node.say("CLUSTER INFO");
            return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_ok:16384")
                && info.contains("cluster_size:" + nodes.size());
          });
    }
  }

  /// One that leaves room above it: nodes of a cluster also listen 10 000 higher.
  static int freePort() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() < 55_000) {
          return socket.getLocalPort();
        }
      }
    }
  }

  /// Starts it again, with what its folder holds.
  void launch() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Eventually.holds("a port that answers", PATIENCE, this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  /// What the server has computed since it began.
  double cpuSeconds() {
    String info = say("INFO cpu");
    return figure(info, "used_cpu_sys:") + figure(info, "used_cpu_user:");
  }

  private static double figure(String info, String name) {
    int at = info.indexOf(name) + name.length();
    return Double.parseDouble(info.substring(at, info.indexOf('\r', at)));
  }

  /// As `kill -9` does.
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /// As a machine that hangs does.
  void suspend() {
    signal("STOP");
  }

  /// As it does once it is well again.
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      int said =
          new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
      if (said != 0) {
        throw new IllegalStateException("kill -" + name + ": " + said + " (expected: 0)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Says one command in clear, and returns the answer: a line, or a text of several.
  String say(String command) {
    return say(port, command);
  }

  /// The same, to any server.
  static String say(int port, String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String line = line(in);
      return line.startsWith("$")
          ? new String(in.readNBytes(Integer.parseInt(line.substring(1))), StandardCharsets.UTF_8)
          : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    kill();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
