package io.maas.domain.access;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How people and programs get tokens of the issuers that a tenant believes: with a browser, with a
/// device that has none, and anew when they have ended. A port of the control plane; every method
/// blocks, and throws if the issuer cannot be asked.
public interface SignIn {

  /// The names of the issuers that a tenant believes.
  List<String> issuers(String tenant);

  /// Where a browser is sent.
  ///
  /// @param back where it comes back to
  /// @param state what it brings back
  /// @param nonce what the token has to hold
  /// @param challenge SHA-256 of what is shown when the code is redeemed, in base64url
  /// @return empty if there is no such issuer, or nobody signs in there
  Optional<URI> begin(
      String tenant, String issuer, URI back, String state, String nonce, String challenge)
      throws IOException;

  /// Redeems the code that a browser brought back.
  ///
  /// @param verifier what the challenge was made of
  Outcome finish(String tenant, String issuer, URI back, String code, String verifier, String nonce)
      throws IOException;

  /// Where a browser is sent to sign out at the issuer too; empty if it cannot.
  ///
  /// @param hint of the session
  Optional<URI> leave(String tenant, String issuer, @Nullable String hint, URI back)
      throws IOException;

  /// Has a device authorised by somebody with a browser; empty if the issuer has no such thing.
  Optional<Device> device(String tenant, String issuer) throws IOException;

  /// Asks whether that was done.
  Granted redeem(String tenant, String issuer, String deviceCode) throws IOException;

  /// Asks for another token.
  Granted refresh(String tenant, String issuer, String refreshToken) throws IOException;

  /// What came of signing in with a browser.
  sealed interface Outcome {
    /// Somebody.
    ///
    /// @param hint what the issuer wants to see at the end
    record Somebody(Principal principal, String hint) implements Outcome {}

    /// Nobody; the reason is the issuer's, or for the log.
    record Nobody(String reason) implements Outcome {}
  }

  /// A device that waits.
  ///
  /// @param userCode what the user compares, or types
  /// @param complete the same address with the code in it, if there is one
  /// @param interval between two questions
  record Device(
      String deviceCode,
      String userCode,
      URI verification,
      @Nullable URI complete,
      Duration expiresIn,
      Duration interval) {
    @Override
    public String toString() {
      return "Device[" + userCode + "]";
    }
  }

  /// What an issuer gives.
  sealed interface Granted {
    /// Tokens.
    ///
    /// @param refreshToken null if there is none
    record Tokens(String accessToken, @Nullable String refreshToken, Duration expiresIn)
        implements Granted {
      @Override
      public String toString() {
        return "Tokens[hidden]";
      }
    }

    /// Not yet, or not any more.
    ///
    /// @param error the issuer's word, such as `authorization_pending`, `slow_down`,
    ///   `expired_token`
    record Refused(String error) implements Granted {}
  }
}
