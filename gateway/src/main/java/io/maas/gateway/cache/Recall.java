package io.maas.gateway.cache;

import org.jspecify.annotations.Nullable;

/// What came of looking for an answer.
///
/// @param result in a word
/// @param answer that was found; null for none
/// @param recording takes the one that is made instead; null where that is not to be kept
public record Recall(Result result, @Nullable StoredAnswer answer, @Nullable Recording recording) {

  /// Of a model that gives no answer again.
  public static final Recall NEVER = new Recall(Result.NEVER, null, null);

  /// What clients and metrics are told.
  public enum Result {
    /// Nothing: the model gives no answer again.
    NEVER,
    HIT,
    MISS,
    /// Nobody looked: the client did not want it, or what it asks cannot be compared.
    BYPASS
  }
}
