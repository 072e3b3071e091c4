package io.maas.testkit.access;

import io.maas.domain.access.SignIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One issuer that says what a test tells it to.
public final class ScriptedSignIn implements SignIn {

  public static final String ISSUER = "https://sso.example.com/realms/a";

  /// Whether it cannot be asked.
  public volatile boolean away;

  /// Who has signed in, when somebody comes back from there.
  public volatile Outcome outcome = new Outcome.Nobody("access_denied");

  /// What it gives for a code of a device, or for a refresh token.
  public volatile Granted granted = new Granted.Refused("authorization_pending");

  /// The last login that began there.
  public volatile @Nullable Begun begun;

  /// The verifier that was shown last, and the nonce.
  public volatile @Nullable Shown shown;

  public record Begun(URI back, String state, String nonce, String challenge) {}

  public record Shown(String code, String verifier, String nonce) {}

  @Override
  public List<String> issuers(String tenant) {
    return List.of(ISSUER);
  }

  @Override
  public Optional<URI> begin(
      String tenant, String issuer, URI back, String state, String nonce, String challenge)
      throws IOException {
    answer();
    begun = new Begun(back, state, nonce, challenge);
    return Optional.of(URI.create(ISSUER + "/auth?state=" + state));
  }

  @Override
  public Outcome finish(
      String tenant, String issuer, URI back, String code, String verifier, String nonce)
      throws IOException {
    answer();
    shown = new Shown(code, verifier, nonce);
    return outcome;
  }

  @Override
  public Optional<URI> leave(String tenant, String issuer, @Nullable String hint, URI back)
      throws IOException {
    answer();
    return Optional.of(URI.create(ISSUER + "/logout"));
  }

  @Override
  public Optional<Device> device(String tenant, String issuer) throws IOException {
    answer();
    return Optional.of(
        new Device(
            "device-code",
            "ABCD-EFGH",
            URI.create(ISSUER + "/device"),
            URI.create(ISSUER + "/device?user_code=ABCD-EFGH"),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5)));
  }

  @Override
  public Granted redeem(String tenant, String issuer, String deviceCode) throws IOException {
    answer();
    return granted;
  }

  @Override
  public Granted refresh(String tenant, String issuer, String refreshToken) throws IOException {
    answer();
    return granted;
  }

  private void answer() throws IOException {
    if (away) {
      throw new IOException("away");
    }
  }
}
