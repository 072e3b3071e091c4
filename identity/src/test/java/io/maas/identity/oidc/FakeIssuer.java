package io.maas.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// An issuer without a network: it signs, publishes its keys, is away when told to be, and counts
/// how often it was asked.
final class FakeIssuer implements Documents {

  static final String NAME = "https://sso.example.com/realms/a";
  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  final List<JWK> published = new ArrayList<>();
  final Map<String, Object> discovery = new HashMap<>();
  boolean away;
  int asked;
  private RSAKey key;

  FakeIssuer() {
    discovery.put("issuer", NAME);
    discovery.put("jwks_uri", NAME + "/certs");
    key = rsa("first");
    published.add(key);
  }

  static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From now on it signs with another key; the one of before is gone.
  void rotate(String id) {
    key = rsa(id);
    published.clear();
    published.add(key);
  }

  RSAKey key() {
    return key;
  }

  /// What a token of alice's says, good for five minutes.
  static Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", NAME);
    claims.put("sub", "8f14");
    claims.put("azp", "maas");
    claims.put("preferred_username", "alice");
    claims.put("groups", List.of("staff", "/team/red"));
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.plusSeconds(300).getEpochSecond());
    return claims;
  }

  static Map<String, Object> claims(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  String sign(Map<String, Object> claims) {
    return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
  }

  String sign(JWSHeader header, Map<String, Object> claims) {
    return sign(header, claims, key);
  }

  static String sign(JWSHeader header, Map<String, Object> claims, JWK with) {
    try {
      JWSObject token = new JWSObject(header, new Payload(claims));
      token.sign(
          with instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(with.toRSAKey()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(key.getKeyID());
  }

  @Override
  public CompletionStage<String> get(URI uri) {
    asked++;
    if (away) {
      return CompletableFuture.failedFuture(new IOException("away"));
    }
    return CompletableFuture.completedFuture(
        uri.getPath().endsWith("/certs")
            ? JSONObjectUtils.toJSONString(new JWKSet(published).toJSONObject(true))
            : JSONObjectUtils.toJSONString(discovery));
  }

  @Override
  public CompletionStage<Answer> post(
      URI uri, Map<String, String> form, Map<String, String> headers) {
    return CompletableFuture.failedFuture(new IOException("nothing is posted here"));
  }
}
