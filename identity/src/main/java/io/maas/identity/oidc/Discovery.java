package io.maas.identity.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an issuer says of itself.
///
/// Source: OpenID Connect Discovery 1.0, parts 3 and 4; RFC 8414; RFC 8628 for the device flow;
/// OpenID Connect RP-Initiated Logout 1.0 for `end_session_endpoint`.
///
/// @param keys where its keys are
/// @param authorization where people sign in; null if they cannot
/// @param token where tokens are given for codes; null if they are not
/// @param device where a device is authorised; null if none is
/// @param logout where people sign out; null if they cannot
record Discovery(
    URI keys,
    @Nullable URI authorization,
    @Nullable URI token,
    @Nullable URI device,
    @Nullable URI logout) {

  private static final String PATH = "/.well-known/openid-configuration";

  /// Where an issuer says it.
  static URI of(String issuer) {
    return URI.create(issuer.replaceFirst("/$", "") + PATH);
  }

  /// Reads it.
  ///
  /// @param issuer whose it has to be, to the letter: what one host serves for another is refused
  /// @throws ParseException if it is not, or says no place of keys
  static Discovery parse(String text, String issuer) throws ParseException {
    Map<String, Object> tree = JSONObjectUtils.parse(text);
    if (!issuer.equals(tree.get("issuer"))) {
      throw new ParseException(
          "issuer: " + tree.get("issuer") + " (expected: " + issuer + ", to the letter)", 0);
    }
    URI keys = place(tree, "jwks_uri");
    if (keys == null) {
      throw new ParseException("jwks_uri: missing (expected: where the keys are)", 0);
    }
    return new Discovery(
        keys,
        place(tree, "authorization_endpoint"),
        place(tree, "token_endpoint"),
        place(tree, "device_authorization_endpoint"),
        place(tree, "end_session_endpoint"));
  }

  private static @Nullable URI place(Map<String, Object> tree, String name) throws ParseException {
    if (!(tree.get(name) instanceof String text)) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      if (uri.getHost() == null) {
        throw new ParseException(name + ": " + text + " (expected: a URL)", 0);
      }
      return uri;
    } catch (IllegalArgumentException _) {
      throw new ParseException(name + ": " + text + " (expected: a URL)", 0);
    }
  }
}
