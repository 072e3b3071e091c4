package io.maas.systemtests.tls;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A client that takes any certificate, and tells which it was shown.
final class TrustingClient {

  private TrustingClient() {}

  /// A client with connections of its own.
  static HttpClient speaking(HttpClient.Version version) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAnybody()}, new SecureRandom());
    return HttpClient.newBuilder()
        .version(version)
        .sslContext(context)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  /// Whom the certificate is for that a new connection is shown.
  static String shownBy(String url) throws Exception {
    try (HttpClient client = speaking(HttpClient.Version.HTTP_1_1)) {
      HttpResponse<Void> response =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
      return subject(response);
    }
  }

  private static String subject(HttpResponse<?> response) throws SSLPeerUnverifiedException {
    var certificates = response.sslSession().orElseThrow().getPeerCertificates();
    return ((X509Certificate) certificates[0]).getSubjectX500Principal().getName();
  }

  private static final class TrustsAnybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
