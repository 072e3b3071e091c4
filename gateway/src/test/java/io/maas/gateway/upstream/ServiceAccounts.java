package io.maas.gateway.upstream;

import io.maas.domain.catalog.Secret;
import io.maas.protocol.json.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/// Keys of service accounts that nobody has.
final class ServiceAccounts {

  private ServiceAccounts() {}

  /// A JSON key as Google makes it.
  static Secret key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      return new Secret(
          Json.MAPPER
              .createObjectNode()
              .put("type", "service_account")
              .put("client_email", "maas@example.iam.gserviceaccount.com")
              .put(
                  "private_key",
                  "-----BEGIN PRIVATE KEY-----\n"
                      + Base64.getEncoder().encodeToString(key)
                      + "\n-----END PRIVATE KEY-----\n")
              .toString());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
