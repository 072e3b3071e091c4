package io.maas.domain.catalog;

/// How a model's requests are treated on the way.
///
/// @param unsupported what becomes of what a client says and an endpoint's dialect cannot
/// @param attempts the most endpoints that one request is sent to, one after the other
/// @param fallback which models answer where none of these endpoints does
public record Serving(Unsupported unsupported, int attempts, Fallback fallback) {

  /// What becomes of it.
  public enum Unsupported {
    /// It is left out, and the answer's `x-maas-dropped` names it.
    DROP,
    /// The request is refused, and the refusal names it.
    REFUSE
  }

  /// What a model that says nothing gets.
  public static final Serving DEFAULT = new Serving(Unsupported.DROP, 3);

  /// One that no other model answers for.
  public Serving(Unsupported unsupported, int attempts) {
    this(unsupported, attempts, Fallback.NONE);
  }

  /// The same with another fallback.
  public Serving with(Fallback other) {
    return new Serving(unsupported, attempts, other);
  }
}
