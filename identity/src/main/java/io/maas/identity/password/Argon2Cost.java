package io.maas.identity.password;

/// What a hash costs.
///
/// Source: RFC 9106; OWASP's Password Storage Cheat Sheet for the least.
///
/// @param kibibytes of memory
/// @param passes over it
public record Argon2Cost(int kibibytes, int passes) {

  /// A tenth of a second of one core, about.
  public static final Argon2Cost USUAL = new Argon2Cost(19 * 1024, 2);

  private static final int LEAST_KIBIBYTES = 8 * 1024;
  private static final int MOST_KIBIBYTES = 1024 * 1024;
  private static final int MOST_PASSES = 100;

  public Argon2Cost {
    if (kibibytes < LEAST_KIBIBYTES || kibibytes > MOST_KIBIBYTES) {
      throw new IllegalArgumentException(
          "kibibytes: "
              + kibibytes
              + " (expected: "
              + LEAST_KIBIBYTES
              + " to "
              + MOST_KIBIBYTES
              + ")");
    }
    if (passes < 1 || passes > MOST_PASSES) {
      throw new IllegalArgumentException(
          "passes: " + passes + " (expected: 1 to " + MOST_PASSES + ")");
    }
  }
}
