package io.maas.protocol.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// A service account of Google's, by its JSON key: what a program exchanges for an access token.
///
/// Pure: it makes what is sent and reads nothing. Who sends it refreshes the token before it
/// expires.
///
/// @param email whose token it will be
/// @param keyId which of the account's keys signs; empty if the file does not say
/// @param key never travels
/// @param tokenUri where tokens are, checked to be Google's
/// @param project the account's project; empty if the file does not say
public record GoogleServiceAccount(
    String email, String keyId, PrivateKey key, URI tokenUri, String project) {

  /// What a token may be used for: all of Google Cloud that the account may.
  public static final String CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";

  /// As long as Google allows an assertion to be good.
  private static final Duration GOOD_FOR = Duration.ofHours(1);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /// The assertion that the account's key signs: a JWT for the token endpoint.
  public String assertion(Instant now, String scope) {
    ObjectNode header = Json.MAPPER.createObjectNode().put("alg", "RS256").put("typ", "JWT");
    if (!keyId.isEmpty()) {
      header.put("kid", keyId);
    }
    ObjectNode claims = Json.MAPPER.createObjectNode();
    claims.put("iss", email).put("scope", scope).put("aud", tokenUri.toString());
    claims.put("iat", now.getEpochSecond()).put("exp", now.plus(GOOD_FOR).getEpochSecond());
    String signed = encoded(header) + "." + encoded(claims);
    return signed + "." + BASE64.encodeToString(signature(signed));
  }

  /// The form that is posted to [#tokenUri()], as `application/x-www-form-urlencoded`.
  public static String form(String assertion) {
    return "grant_type="
        + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", UTF_8)
        + "&assertion="
        + URLEncoder.encode(assertion, UTF_8);
  }

  /// Without the key.
  @Override
  public String toString() {
    return "GoogleServiceAccount[email=" + email + ", keyId=" + keyId + "]";
  }

  private byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an RSA key signs, and this was checked to be one", e);
    }
  }

  private static String encoded(ObjectNode json) {
    return BASE64.encodeToString(json.toString().getBytes(UTF_8));
  }
}
