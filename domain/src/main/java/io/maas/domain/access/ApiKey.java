package io.maas.domain.access;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// A key as its owner holds it: `sk-oai-{key id}_{secret}`, both parts base62. It is shown once and
/// never stored; what is stored is its [#hash()].
///
/// @param keyId 12 random bytes, about 16 characters
/// @param secret 32 random bytes, about 43 characters
public record ApiKey(String keyId, String secret) {

  /// What every key starts with.
  public static final String PREFIX = "sk-oai-";

  private static final int SHOWN = 12;

  /// Makes a new key.
  ///
  /// @param random must be fit for secrets
  public static ApiKey generate(RandomGenerator random) {
    return new ApiKey(Base62.random(random, 12), Base62.random(random, 32));
  }

  /// Reads a key; empty if the text is none.
  public static Optional<ApiKey> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int split = text.indexOf('_', PREFIX.length());
    if (split < 0
        || !Base62.covers(text, PREFIX.length(), split)
        || !Base62.covers(text, split + 1, text.length())) {
      return Optional.empty();
    }
    return Optional.of(
        new ApiKey(text.substring(PREFIX.length(), split), text.substring(split + 1)));
  }

  /// What the store knows the key by.
  public CredentialHash hash() {
    return CredentialHash.of(keyId + "\0" + secret);
  }

  /// What may be shown of it later: the prefix and the first characters of the id.
  public String shown() {
    return PREFIX + keyId.substring(0, Math.min(SHOWN, keyId.length())) + "...";
  }

  /// The whole key. Only for its owner, once.
  public String reveal() {
    return PREFIX + keyId + "_" + secret;
  }

  @Override
  public String toString() {
    return shown();
  }
}
