package io.maas.protocol.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the JSON key of a service account, as Google's console gives it out.
///
/// The file says where tokens are got, and is written by whoever may set a secret: so only Google's
/// own hosts are believed. Messages never repeat what the file says of its key.
public final class GoogleKeyFile {

  /// Where tokens of service accounts are got.
  private static final Set<String> TOKEN_HOSTS =
      Set.of("oauth2.googleapis.com", "www.googleapis.com", "accounts.google.com");

  private static final String DEFAULT_TOKEN_URI = "https://oauth2.googleapis.com/token";
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /// What came of reading it.
  public sealed interface Read {
    /// It is a service account.
    record Account(GoogleServiceAccount account) implements Read {}

    /// It is none, and why, in words for an administrator.
    record Refused(String message) implements Read {}
  }

  private GoogleKeyFile() {}

  /// Reads the file's bytes.
  public static Read read(byte[] json) {
    JsonNode file;
    try {
      file = Json.MAPPER.readTree(json);
    } catch (IOException _) {
      return refused("no JSON (expected: the JSON key of a service account)");
    }
    String type = file.path("type").asText("");
    if (!type.equals("service_account")) {
      return refused(unknownType(type));
    }
    String email = file.path("client_email").asText("");
    if (email.isBlank()) {
      return refused("client_email: missing (expected: the account's address)");
    }
    URI tokenUri = tokenUri(file.path("token_uri").asText(DEFAULT_TOKEN_URI));
    if (tokenUri == null) {
      return refused(
          "token_uri: "
              + file.path("token_uri").asText()
              + " (expected: https at one of "
              + String.join(", ", TOKEN_HOSTS.stream().sorted().toList())
              + ")");
    }
    PrivateKey key = key(file.path("private_key").asText(""));
    return key == null
        ? refused("private_key: unreadable (expected: an RSA key in PKCS #8, in PEM)")
        : new Read.Account(
            new GoogleServiceAccount(
                email,
                file.path("private_key_id").asText(""),
                key,
                tokenUri,
                file.path("project_id").asText("")));
  }

  private static Read.Refused refused(String message) {
    return new Read.Refused(message);
  }

  private static String unknownType(String type) {
    String expected = " (expected: service_account, the JSON key of a service account)";
    return switch (type) {
      case "authorized_user" ->
          "type: authorized_user, a person's own login, which a gateway must not use" + expected;
      case "external_account", "external_account_authorized_user" ->
          "type: " + type + ", a federation, which is not supported" + expected;
      case "" -> "type: missing" + expected;
      default -> "type: " + type + expected;
    };
  }

  /// The address, if it is one of Google's: nothing may hide another host in it.
  private static @Nullable URI tokenUri(String text) {
    try {
      URI uri = new URI(text);
      boolean googles =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && TOKEN_HOSTS.contains(uri.getHost())
              && (uri.getPort() == -1 || uri.getPort() == 443)
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return googles ? uri : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private static @Nullable PrivateKey key(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      return null;
    }
    try {
      String base64 = text.substring(BEGIN.length(), text.length() - END.length());
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | RuntimeException _) {
      return null;
    }
  }
}
