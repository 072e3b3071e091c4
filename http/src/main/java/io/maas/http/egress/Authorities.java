package io.maas.http.egress;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Who may vouch for an engine or provider.
public final class Authorities {

  private Authorities() {}

  /// Those of the system and those in a file, so that one's own engines and the world's providers
  /// are both believed.
  ///
  /// @param bundle certificates in PEM
  /// @throws IOException if there is none in the file
  public static TrustOptions beside(Path bundle) throws IOException {
    try (InputStream in = Files.newInputStream(bundle)) {
      Collection<? extends Certificate> own =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (own.isEmpty()) {
        throw new IOException(bundle + ": no certificate (expected: certificates in PEM)");
      }
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (Certificate certificate : Stream.concat(system(), own.stream()).toList()) {
        all.setCertificateEntry("authority-" + number++, certificate);
      }
      return TrustOptions.wrap(factory(all));
    } catch (GeneralSecurityException e) {
      throw new IOException(bundle + ": " + e.getMessage() + " (expected: certificates in PEM)", e);
    }
  }

  private static Stream<X509Certificate> system() throws GeneralSecurityException {
    return Arrays.stream(factory(null).getTrustManagers())
        .flatMap(trust ->
            trust instanceof X509TrustManager x509
                ? Arrays.stream(x509.getAcceptedIssuers())
                : Stream.empty());
  }

  private static TrustManagerFactory factory(@Nullable KeyStore keys)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    return factory;
  }
}
