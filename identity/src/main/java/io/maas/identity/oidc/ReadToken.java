package io.maas.identity.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A token, taken apart and not believed yet.
///
/// @param claims what it says
/// @param issuer who it says has made it
public record ReadToken(JWSObject jws, Map<String, Object> claims, String issuer) {

  /// Longer than any that a proxy would let pass in a header.
  static final int LONGEST = 16 * 1024;

  /// Whether a text is in three parts, as a signed token is, so that no local token is meant.
  public static boolean isMeantBy(String text) {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    return first > 0 && second > first && text.indexOf('.', second + 1) < 0;
  }

  /// Takes a token apart; empty if it is none, or none with a signature (`alg: none`).
  public static Optional<ReadToken> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      JWSObject jws = JWSObject.parse(text);
      Map<String, Object> claims = jws.getPayload().toJSONObject();
      return claims != null && claims.get("iss") instanceof String issuer
          ? Optional.of(new ReadToken(jws, claims, issuer))
          : Optional.empty();
    } catch (ParseException | IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }

  JWSHeader header() {
    return jws.getHeader();
  }

  /// A moment that it names; null if it names none.
  @Nullable Instant moment(String claim) {
    try {
      return claims.get(claim) instanceof Number seconds
          ? Instant.ofEpochSecond(seconds.longValue())
          : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// Whom it is meant for, whether it names one or several.
  List<?> audiences() {
    return switch (claims.get("aud")) {
      case String one -> List.of(one);
      case List<?> several -> several;
      case null, default -> List.of();
    };
  }

  @Override
  public String toString() {
    return "ReadToken[of " + issuer + "]";
  }
}
