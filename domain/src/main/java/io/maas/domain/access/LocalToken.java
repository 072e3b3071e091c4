package io.maas.domain.access;

import java.util.random.RandomGenerator;

/// A token of a local user as its owner holds it: `maas-{secret}`. It is shown once and never
/// stored; what is stored is its [#hash()].
///
/// @param secret 32 random bytes in base62
public record LocalToken(String secret) {

  /// What every local token starts with.
  public static final String PREFIX = "maas-";

  /// Makes a new token.
  ///
  /// @param random must be fit for secrets
  public static LocalToken generate(RandomGenerator random) {
    return new LocalToken(Base62.random(random, 32));
  }

  /// What the store knows the token by: the hash of the whole text.
  public CredentialHash hash() {
    return CredentialHash.of(reveal());
  }

  /// The whole token. Only for its owner, once.
  public String reveal() {
    return PREFIX + secret;
  }

  @Override
  public String toString() {
    return PREFIX + "...";
  }
}
