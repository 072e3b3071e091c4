package io.maas.control.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process that behaves like an engine, well or badly: `FakeEngine PORT MODEL URI`.
final class FakeEngine {

  private FakeEngine() {}

  /// What it does, its model says; its URI is a file that it needs for that.
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Path file = Path.of(arguments[2]);
    switch (arguments[1]) {
      case "good" -> listen(port, () -> true);
      case "slow" -> listen(port, () -> Files.exists(file));
      case "stubborn" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(FakeEngine::never));
        listen(port, () -> true);
      }
      case "parent" -> {
        Process child = new ProcessBuilder("sleep", "3600").start();
        Files.writeString(file, Long.toString(child.pid()));
        listen(port, () -> true);
      }
      case "silent" -> never();
      default -> {
        System.out.println("loading weights");
        System.err.println("no room for " + arguments[1]);
        System.exit(3);
      }
    }
  }

  private interface Loaded {
    boolean now();
  }

  private static void listen(int port, Loaded loaded) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(loaded.now() ? 200 : 503, -1);
          exchange.close();
        });
    server.start();
  }

  private static void never() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
