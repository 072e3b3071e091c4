package io.maas.domain.catalog;

/// The most that one gateway asks of an endpoint within any minute: what a provider grants an
/// account.
///
/// @param requests 0 for any number
/// @param tokens of prompts and answers together; 0 for any number
public record PerMinute(long requests, long tokens) {

  /// The endpoint says no when it has enough.
  public static final PerMinute UNBOUNDED = new PerMinute(0, 0);

  public PerMinute {
    if (requests < 0 || tokens < 0) {
      throw new IllegalArgumentException(
          "per minute: " + requests + " requests, " + tokens + " tokens (expected: >= 0)");
    }
  }

  /// Whether anything is bounded.
  public boolean isBounded() {
    return requests > 0 || tokens > 0;
  }
}
