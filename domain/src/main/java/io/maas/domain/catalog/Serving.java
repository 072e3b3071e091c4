package io.maas.domain.catalog;

import org.jspecify.annotations.Nullable;

/// How a model's requests are treated on the way.
///
/// @param unsupported what becomes of what a client says and an endpoint's dialect cannot
/// @param attempts the most endpoints that one request is sent to, one after the other
/// @param caching whether answers are given again; null if never
public record Serving(Unsupported unsupported, int attempts, @Nullable ResponseCaching caching) {

  /// One whose answers are never given again.
  public Serving(Unsupported unsupported, int attempts) {
    this(unsupported, attempts, null);
  }

  /// What becomes of it.
  public enum Unsupported {
    /// It is left out, and the answer's `x-maas-dropped` names it.
    DROP,
    /// The request is refused, and the refusal names it.
    REFUSE
  }

  /// What a model that says nothing gets.
  public static final Serving DEFAULT = new Serving(Unsupported.DROP, 3);
}
