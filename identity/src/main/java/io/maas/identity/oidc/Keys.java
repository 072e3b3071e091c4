package io.maas.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The keys that an issuer signs with, as it publishes them (RFC 7517). Those that are of no use
/// here are left out: for encryption, symmetric, of unknown kinds, or too short.
///
/// @param all each with its `kid`, if it has one
record Keys(List<JWK> all) {

  private static final int MOST = 100;
  private static final int SHORTEST_RSA = 2048;

  Keys {
    all = List.copyOf(all);
  }

  /// What came of looking for the key of a signature.
  sealed interface Sought {
    /// It can be checked by this.
    record Found(JWSVerifier verifier) implements Sought {}

    /// There is a key of that name, of another kind than the signature.
    record Unfit() implements Sought {}

    /// There is none.
    record Unknown() implements Sought {}
  }

  /// Reads what an issuer publishes.
  ///
  /// @throws ParseException if it is no set of keys, or holds none of use
  static Keys parse(String text) throws ParseException {
    Map<String, Object> tree = JSONObjectUtils.parse(text);
    List<JWK> keys = new ArrayList<>();
    if (tree.get("keys") instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> fields && keys.size() < MOST) {
          read(fields, keys);
        }
      }
    }
    if (keys.isEmpty()) {
      throw new ParseException("keys: none for signatures", 0);
    }
    return new Keys(keys);
  }

  private static void read(Map<?, ?> fields, List<JWK> keys) {
    try {
      Map<String, Object> named = new HashMap<>();
      fields.forEach((name, value) -> named.put(String.valueOf(name), value));
      JWK key = JWK.parse(named);
      boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      boolean known = key instanceof ECKey || (key instanceof RSAKey && key.size() >= SHORTEST_RSA);
      if (signs && known) {
        keys.add(key.toPublicJWK());
      }
    } catch (ParseException | IllegalArgumentException _) {
      // a kind that came after us: nothing that we take is signed with it
    }
  }

  /// The key that a header names. A header that names none means the one that fits, if it is one.
  Sought find(JWSHeader header) {
    String id = header.getKeyID();
    List<JWK> named =
        id == null
            ? all.stream().filter(key -> fits(key, header.getAlgorithm())).toList()
            : all.stream().filter(key -> id.equals(key.getKeyID())).toList();
    if (named.size() != 1) {
      return id == null && !named.isEmpty() ? new Sought.Unfit() : unnamed(named, header);
    }
    return verifier(named.getFirst(), header.getAlgorithm());
  }

  /// Several keys of one name, of which one may fit.
  private static Sought unnamed(List<JWK> named, JWSHeader header) {
    return named.stream()
        .filter(key -> fits(key, header.getAlgorithm()))
        .findFirst()
        .map(key -> verifier(key, header.getAlgorithm()))
        .orElseGet(() -> named.isEmpty() ? new Sought.Unknown() : new Sought.Unfit());
  }

  private static Sought verifier(JWK key, JWSAlgorithm algorithm) {
    if (!fits(key, algorithm)) {
      return new Sought.Unfit();
    }
    try {
      return switch (key) {
        case RSAKey rsa -> new Sought.Found(new RSASSAVerifier(rsa));
        case ECKey ec -> new Sought.Found(new ECDSAVerifier(ec));
        default -> new Sought.Unfit();
      };
    } catch (JOSEException _) {
      return new Sought.Unfit();
    }
  }

  /// A key is for its own kind of signature and no other, so that none can be made to pass for
  /// another.
  private static boolean fits(JWK key, JWSAlgorithm algorithm) {
    if (key.getAlgorithm() != null && !key.getAlgorithm().getName().equals(algorithm.getName())) {
      return false;
    }
    return switch (key) {
      case RSAKey _ -> JWSAlgorithm.Family.RSA.contains(algorithm);
      case ECKey ec ->
          JWSAlgorithm.Family.EC.contains(algorithm)
              && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve());
      default -> false;
    };
  }
}
