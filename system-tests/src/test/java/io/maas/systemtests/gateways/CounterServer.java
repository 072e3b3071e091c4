package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A real server of counters on a free port, which keeps nothing on a disk: started again it is
/// empty.
final class CounterServer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port;
  private Process process;

  private CounterServer(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  /// Skips the test where the program is not installed.
  ///
  /// @param folder for its log; it need not exist
  static CounterServer start(Path folder) {
    assumeThat(Files.isExecutable(PROGRAM))
        .as("redis-server is not installed (apt-get install redis-server)")
        .isTrue();
    try {
      return new CounterServer(Files.createDirectories(folder), freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        List.of(
            PROGRAM.toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--dir",
            folder.toString(),
            "--save",
            "",
            "--appendonly",
            "no");
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Eventually.holds("a port that answers", PATIENCE, this::listens);
    return started;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /// As `--valkey` takes it.
  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// `kill -9`, and an empty one in its place.
  void killAndStartEmpty() {
    close();
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
