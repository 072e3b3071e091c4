package io.maas.identity.kubernetes.http;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.maas.identity.kubernetes.Reviews;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A cluster's API server, by the JDK's client, since it may be on this machine and needs none of
/// the rules for what resources name. Our token is read for each request: Kubernetes replaces it.
public final class ReviewServer implements Reviews, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LONGEST = 512L * 1024;

  private final URI url;
  private final @Nullable Path token;
  private final HttpClient client;

  /// @param url its root
  /// @param token the file with our token; null for none
  /// @param ca the file with its authorities; null for the system's
  /// @throws IOException if the authorities cannot be read
  public ReviewServer(URI url, @Nullable Path token, @Nullable Path ca) throws IOException {
    this.url = url;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE);
    if (ca != null) {
      builder.sslContext(trusting(Files.readString(ca)));
    }
    this.client = builder.build();
  }

  @Override
  public CompletionStage<Map<String, Object>> ask(String path, Map<String, Object> review) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(PATIENCE)
              .header("Accept", "application/json")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(review)));
      if (token != null) {
        request.header("Authorization", "Bearer " + Files.readString(token).strip());
      }
      return client
          .sendAsync(
              request.build(),
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST))
          .thenApply(ReviewServer::status);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @SuppressWarnings("unchecked") // keys of JSON are texts
  private static Map<String, Object> status(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new CompletionException(
          new IOException(
              "the cluster answers " + answer.statusCode() + " (expected: the right to review)"));
    }
    try {
      return JSONObjectUtils.parse(answer.body()).get("status") instanceof Map<?, ?> status
          ? (Map<String, Object>) status
          : Map.of();
    } catch (ParseException e) {
      throw new CompletionException(new IOException("the cluster answers no JSON", e));
    }
  }

  private static SSLContext trusting(String pem) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      int index = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
        keys.setCertificateEntry("authority-" + index++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the cluster's authorities cannot be read (expected: PEM)", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
