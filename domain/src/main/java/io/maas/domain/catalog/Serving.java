package io.maas.domain.catalog;

import org.jspecify.annotations.Nullable;

/// How a model's requests are treated on the way.
///
/// @param unsupported what becomes of what a client says and an endpoint's dialect cannot
/// @param attempts the most endpoints that one request is sent to, one after the other
/// @param caching whether answers are given again; null if never
/// @param fallback which models answer where none of these endpoints does
public record Serving(
    Unsupported unsupported, int attempts, @Nullable ResponseCaching caching, Fallback fallback) {

  /// What becomes of it.
  public enum Unsupported {
    /// It is left out, and the answer's `x-maas-dropped` names it.
    DROP,
    /// The request is refused, and the refusal names it.
    REFUSE
  }

  /// What a model that says nothing gets.
  public static final Serving DEFAULT = new Serving(Unsupported.DROP, 3);

  /// One whose answers are never given again, and that no other model answers for.
  public Serving(Unsupported unsupported, int attempts) {
    this(unsupported, attempts, null);
  }

  /// One that no other model answers for.
  public Serving(Unsupported unsupported, int attempts, @Nullable ResponseCaching caching) {
    this(unsupported, attempts, caching, Fallback.NONE);
  }

  /// The same with another fallback.
  public Serving with(Fallback other) {
    return new Serving(unsupported, attempts, caching, other);
  }
}
