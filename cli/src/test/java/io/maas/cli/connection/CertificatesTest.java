package io.maas.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.maas.cli.testing.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose certificate nobody signed but itself.
final class CertificatesTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private final HttpsServer server;
  private final String url;

  CertificatesTest() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "https://127.0.0.1:" + server.getAddress().getPort();
  }

  @BeforeEach
  void start() throws Exception {
    Path store = folder.resolve("server.p12");
    keytool(
        "-genkeypair -keyalg EC -alias it -dname CN=127.0.0.1 -ext SAN=ip:127.0.0.1 -validity 2",
        store);
    keytool("-exportcert -rfc -alias it -file " + folder.resolve("ca.pem"), store);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void trustsTheCertificatesOfAFile() {
    String pem = folder.resolve("ca.pem").toString();

    assertThat(caller().call("whoami", "--ca", pem).code()).isZero();
    assertThat(caller().with("MAAS_CA", pem).call("whoami").code()).isZero();
  }

  @Test
  void trustsNoOthersAndSaysWhatToDo() {
    var seen = caller().call("whoami");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("no trust in its certificate").contains("--ca").hasLineCount(1);
  }

  @Test
  void refusesAFileThatIsNone() {
    var seen = caller().call("whoami", "--ca", folder.resolve("none.pem").toString());

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("none.pem: not readable (expected: certificates in PEM)");
  }

  private Caller caller() {
    return new Caller().with("MAAS_URL", url).with("MAAS_TOKEN", "t");
  }

  private static void keytool(String arguments, Path store) throws Exception {
    String line =
        Path.of(System.getProperty("java.home"), "bin", "keytool")
            + " "
            + arguments
            + " -storetype PKCS12 -keystore "
            + store
            + " -storepass "
            + PASSWORD;
    Process process =
        new ProcessBuilder(line.split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static SSLContext context(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
