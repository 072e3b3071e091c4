package io.maas.simulator.inference;

/// What all models of a simulator have in common.
///
/// @param maxModelLen the most tokens of prompt and output together
/// @param forceLength whether a request that limits its output gets exactly as much as it allows
/// @param prefixCache whether cached prompt tokens are reported
/// @param seed what to vary all answers by
/// @param embeddingDimensions how long an embedding is where the client does not say
/// @param anyModel whether it answers for any model that a request names
public record Settings(
    int maxModelLen,
    boolean forceLength,
    boolean prefixCache,
    long seed,
    int embeddingDimensions,
    boolean anyModel) {
  public static final Settings DEFAULTS = new Settings(32_768, false, false, 0, 384, false);

  public Settings {
    if (maxModelLen < 1) {
      throw new IllegalArgumentException(
          "max-model-len: %d (expected: >= 1)".formatted(maxModelLen));
    }
    if (embeddingDimensions < 1) {
      throw new IllegalArgumentException(
          "embedding-dimensions: %d (expected: >= 1)".formatted(embeddingDimensions));
    }
  }

  public Settings withMaxModelLen(int changed) {
    return new Settings(changed, forceLength, prefixCache, seed, embeddingDimensions, anyModel);
  }

  public Settings withForceLength(boolean changed) {
    return new Settings(maxModelLen, changed, prefixCache, seed, embeddingDimensions, anyModel);
  }

  public Settings withPrefixCache(boolean changed) {
    return new Settings(maxModelLen, forceLength, changed, seed, embeddingDimensions, anyModel);
  }

  public Settings withSeed(long changed) {
    return new Settings(
        maxModelLen, forceLength, prefixCache, changed, embeddingDimensions, anyModel);
  }

  public Settings withEmbeddingDimensions(int changed) {
    return new Settings(maxModelLen, forceLength, prefixCache, seed, changed, anyModel);
  }

  public Settings withAnyModel(boolean changed) {
    return new Settings(maxModelLen, forceLength, prefixCache, seed, embeddingDimensions, changed);
  }
}
