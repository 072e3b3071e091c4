package io.maas.domain.catalog;

import java.time.Duration;

/// That a model's answers are given again to whoever asks exactly the same.
///
/// @param time how long an answer is kept
/// @param largest bytes of an answer that is kept
/// @param shared who is given an answer that somebody else got
/// @param revision of the resource that says so; what was kept under another is not found
public record ResponseCaching(Duration time, int largest, Shared shared, String revision) {

  /// Bytes of an answer that is kept, where nobody says.
  public static final int USUAL_LARGEST = 1024 * 1024;

  /// Who is given an answer that somebody else got.
  public enum Shared {
    /// Everyone of the tenant who may use the model.
    TENANT,
    /// Nobody: each user has entries of their own.
    USER
  }

  public ResponseCaching {
    if (!time.isPositive() || largest < 1) {
      throw new IllegalArgumentException(
          "response cache: " + time + ", " + largest + " bytes (expected: > 0)");
    }
  }
}
