package io.maas.protocol.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.google.GoogleKeyFile.Read;
import io.maas.protocol.google.GoogleKeyFile.Read.Account;
import io.maas.protocol.google.GoogleKeyFile.Read.Refused;
import io.maas.protocol.google.GoogleToken.Denied;
import io.maas.protocol.google.GoogleToken.Granted;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoogleServiceAccountTest {

  private static final KeyPair PAIR = pair();
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

  @Test
  void signsAnAssertionThatTheTokenEndpointCanCheck() throws IOException, GeneralSecurityException {
    GoogleServiceAccount account = ((Account) read(file())).account();

    String[] parts = account.assertion(NOW, GoogleServiceAccount.CLOUD_PLATFORM).split("\\.", -1);

    assertThat(decoded(parts[0]))
        .isEqualTo(Json.MAPPER.readTree("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}"));
    assertThat(decoded(parts[1]))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"iss":"maas@example.iam.gserviceaccount.com","scope":"https://www.googleapis.com/auth/cloud-platform",
                 "aud":"https://oauth2.googleapis.com/token","iat":1795755600,"exp":1795759200}\
                """));
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(PAIR.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void writesTheFormThatIsPosted() {
    assertThat(URLDecoder.decode(GoogleServiceAccount.form("a.b.c"), UTF_8))
        .isEqualTo("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=a.b.c");
  }

  @Test
  void saysNothingOfItsKey() {
    Account account = (Account) read(file());

    assertThat(account.toString()).doesNotContain("PRIVATE", "RSA").contains("key-1");
  }

  /// Where tokens are got decides who sees the assertion: the file does not choose that freely.
  @Test
  void believesNoHostsButGoogles() {
    for (String uri :
        List.of(
            "http://oauth2.googleapis.com/token",
            "https://evil.example/token",
            "https://oauth2.googleapis.com.evil.example/token",
            "https://oauth2.googleapis.com@evil.example/token",
            "https://x@oauth2.googleapis.com/token",
            "https://oauth2.googleapis.com:8443/token",
            "https://oauth2.googleapis.com/token?x=1",
            "https://169.254.169.254/token",
            "https:oauth2.googleapis.com",
            "//oauth2.googleapis.com/token",
            "not a uri")) {
      assertThat(read(file().put("token_uri", uri)))
          .isEqualTo(
              new Refused(
                  "token_uri: "
                      + uri
                      + " (expected: https at one of accounts.google.com, oauth2.googleapis.com,"
                      + " www.googleapis.com)"));
    }
    assertThat(read(file().put("token_uri", "https://www.googleapis.com:443/oauth2/v4/token")))
        .isInstanceOf(Account.class);
  }

  @Test
  void saysWhatOtherFilesOfGooglesAre() {
    assertThat(read(file().put("type", "authorized_user")))
        .isEqualTo(
            new Refused(
                "type: authorized_user, a person's own login, which a gateway must not use"
                    + " (expected: service_account, the JSON key of a service account)"));
    assertThat(((Refused) read(file().put("type", "external_account"))).message())
        .startsWith("type: external_account, a federation, which is not supported");
    assertThat(((Refused) read(file().put("type", 7))).message()).startsWith("type: 7 (expected: ");
    assertThat(GoogleKeyFile.read("x".getBytes(UTF_8)))
        .isEqualTo(new Refused("no JSON (expected: the JSON key of a service account)"));
  }

  @Test
  void saysNothingOfAKeyThatItCannotRead() {
    Refused refused =
        new Refused("private_key: unreadable (expected: an RSA key in PKCS #8, in PEM)");

    assertThat(read(file().put("private_key", "secret"))).isEqualTo(refused);
    assertThat(
            read(
                file()
                    .put(
                        "private_key",
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")))
        .isEqualTo(refused);
    assertThat(read(file().without(List.of("client_email"))))
        .isEqualTo(new Refused("client_email: missing (expected: the account's address)"));
  }

  @Test
  void readsTheTokenAndNeverShowsIt() {
    GoogleToken token =
        GoogleToken.read(
            "{\"access_token\":\"ya29.x\",\"expires_in\":3599,\"token_type\":\"Bearer\"}"
                .getBytes(UTF_8));

    assertThat(token).isEqualTo(new Granted("ya29.x", Duration.ofSeconds(3599)));
    assertThat(token.toString()).doesNotContain("ya29");
  }

  @Test
  void saysWhyThereIsNoToken() {
    assertThat(
            GoogleToken.read(
                "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}"
                    .getBytes(UTF_8)))
        .isEqualTo(new Denied("invalid_grant", "Invalid JWT Signature."));
    assertThat(GoogleToken.read("<html>".getBytes(UTF_8)))
        .isEqualTo(new Denied("unreadable", "the answer is no JSON (expected: access_token)"));
    assertThat(GoogleToken.read("{\"access_token\":\"x\"}".getBytes(UTF_8)))
        .isEqualTo(new Denied("unreadable", "the answer has no access_token and expires_in"));
  }

  private static Read read(JsonNode file) {
    return GoogleKeyFile.read(file.toString().getBytes(UTF_8));
  }

  private static ObjectNode file() {
    String key =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(PAIR.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return Json.MAPPER
        .createObjectNode()
        .put("type", "service_account")
        .put("project_id", "example")
        .put("private_key_id", "key-1")
        .put("private_key", key)
        .put("client_email", "maas@example.iam.gserviceaccount.com")
        .put("token_uri", "https://oauth2.googleapis.com/token");
  }

  private static JsonNode decoded(String part) throws IOException {
    return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
