package io.maas.systemtests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.data.DemoFacts;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.testkit.outage.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TlsTest {

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;

  @Test
  void servesBothVersionsAndTakesANewCertificateWhileItRuns() throws Exception {
    // given
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Certificate.of(folder, "first").install(certificate, key);
    try (MaasProcess maas =
        MaasProcess.start(
            folder.resolve("data"),
            "--tls-cert",
            certificate.toString(),
            "--tls-key",
            key.toString())) {
      assertThat(maas.url()).startsWith("https://");
      String health = maas.url() + "/maas-api/health";
      assertThat(TrustingClient.shownBy(health)).isEqualTo("CN=first");
      assertServes(maas.facts(), HttpClient.Version.HTTP_1_1);
      assertServes(maas.facts(), HttpClient.Version.HTTP_2);

      // when a file is broken, then the certificate stays
      Certificate.put(certificate, "-----BEGIN CERTIFICATE-----\nnone\n");
      Eventually.holds("the log says so", SOON, () -> maas.said().contains("certificate kept"));
      assertThat(TrustingClient.shownBy(health)).isEqualTo("CN=first");

      // and when both are replaced, then the new one is served
      Certificate.of(folder, "second").install(certificate, key);
      long replaced = System.nanoTime();
      Eventually.holds("the second is shown", SOON, () -> shown(health).equals("CN=second"));
      System.out.printf(
          "a new certificate was served %d ms after its files were there%n",
          (System.nanoTime() - replaced) / 1_000_000);
      assertServes(maas.facts(), HttpClient.Version.HTTP_2);
    }
  }

  private static String shown(String url) {
    try {
      return TrustingClient.shownBy(url);
    } catch (Exception e) {
      throw new AssertionError("no answer over TLS", e);
    }
  }

  private static void assertServes(DemoFacts facts, HttpClient.Version version) throws Exception {
    try (HttpClient client = TrustingClient.speaking(version)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(facts.url() + Chat.PATH))
              .header("Authorization", "Bearer " + facts.loadKey())
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      Chat.of("llama-4-scout", "Hello", 5).put("stream", true).toString()))
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.body()).endsWith("data: [DONE]\n\n");
    }
  }
}
