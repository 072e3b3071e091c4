package io.maas.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// A process that we started, and so the one who stops it. What it says goes to a file.
public final class Child implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final long STOP_SECONDS = 60;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int LAST_WORDS = 10;

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /// Starts a command on the core of what is measured; else as [#start].
  public static Child measured(
      String name, Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    return start(name, folder, Cores.measured(command), environment);
  }

  /// Starts a command where this process runs.
  ///
  /// @param folder where its log goes
  /// @param environment what is added to ours
  public static Child start(
      String name, Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(name, builder.start(), log);
  }

  /// Runs a short command and returns what it said, on either stream.
  public static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /// Waits until something listens at the port.
  public void awaitPort(int port) throws IOException {
    await("listening at port " + port, () -> listens(port));
  }

  /// Waits until it is so; fails with the last words of the process if it ends before.
  public void await(String what, BooleanSupplier fact) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!fact.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            name + ": not " + what + " (expected: soon after its start)\n" + lastWords());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// It and whatever it started itself.
  public long[] pids() {
    LongStream own = LongStream.of(process.pid());
    return LongStream.concat(own, process.descendants().mapToLong(ProcessHandle::pid)).toArray();
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /// Asks it to end, and ends it if it does not.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
