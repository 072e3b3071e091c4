package io.maas.store.kubernetes.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.maas.testkit.tls.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A cluster's API server, as far as secrets are read from it, over TLS.
final class FakeApiServer implements AutoCloseable {

  private static final String SECRETS = "/api/v1/namespaces/";

  /// What was asked: `GET /path Bearer token`.
  final List<String> asked = new CopyOnWriteArrayList<>();

  /// Answers so, if it is no 200.
  volatile int status = 200;

  /// Answers with this, whatever is asked.
  volatile String body = "";

  /// What answers wait for.
  volatile CountDownLatch open = new CountDownLatch(0);

  private final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();
  private final Map<String, Integer> versions = new ConcurrentHashMap<>();
  private final AtomicInteger version = new AtomicInteger(100);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;
  private final Path certificate;
  private final Path token;

  /// @param folder where its token goes
  /// @param own its certificate, which lies beside its keystore
  FakeApiServer(Path folder, SelfSigned own) throws Exception {
    certificate = own.certificate();
    token = Files.writeString(folder.resolve("token"), "token-1\n");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls(certificate.resolveSibling("cluster.p12"))));
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private static SSLContext tls(Path store) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  ApiAddress address() {
    return new ApiAddress(
        URI.create("https://127.0.0.1:" + server.getAddress().getPort()), token, certificate);
  }

  Path token() {
    return token;
  }

  void put(String namespace, String name, String key, String value) {
    String path = SECRETS + namespace + "/secrets/" + name;
    secrets
        .computeIfAbsent(path, _ -> new TreeMap<>())
        .put(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8)));
    versions.put(path, version.incrementAndGet());
  }

  void delete(String namespace, String name) {
    secrets.remove(SECRETS + namespace + "/secrets/" + name);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(
        exchange.getRequestMethod()
            + " "
            + path
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    try (exchange) {
      open.await();
      Map<String, String> found = secrets.get(path);
      int code = status != 200 ? status : found == null && body.isEmpty() ? 404 : 200;
      byte[] said = (body.isEmpty() ? json(path, found) : body).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, said.length);
      exchange.getResponseBody().write(said);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String json(String path, @Nullable Map<String, String> found) {
    if (found == null || status != 200) {
      return "{\"kind\":\"Status\",\"status\":\"Failure\"}";
    }
    return found.entrySet().stream()
        .map(one -> "\"" + one.getKey() + "\":\"" + one.getValue() + "\"")
        .collect(
            Collectors.joining(
                ",",
                "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
                    + versions.get(path)
                    + "\"},\"data\":{",
                "}}"));
  }

  @Override
  public void close() {
    open.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
