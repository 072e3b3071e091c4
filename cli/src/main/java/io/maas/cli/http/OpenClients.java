package io.maas.cli.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/// Closes clients before the process ends. The JVM gives threads that are in native code 0.3 s to
/// come back from it, and the one by which a client waits for answers never does: that was half of
/// the time that a command took.
final class OpenClients {

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private static final Set<HttpClient> OPEN =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(OpenClients::close, "close-clients"));
  }

  private OpenClients() {}

  static HttpClient with(HttpClient client) {
    OPEN.add(client);
    return client;
  }

  private static void close() {
    List<HttpClient> clients;
    synchronized (OPEN) {
      clients = List.copyOf(OPEN);
    }
    clients.forEach(HttpClient::shutdownNow);
    for (HttpClient client : clients) {
      try {
        client.awaitTermination(PATIENCE);
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
