package io.maas.domain.metering;

/// What a request takes beside tokens: sound that is heard, text that is spoken, pictures that are
/// made. Also used for what one of each counts for, in points or in money.
///
/// @param seconds of sound, a second that has begun counted whole, as engines tell it
/// @param characters of text to be spoken, as Unicode counts code points
/// @param images that are made
public record Media(long seconds, long characters, long images) {

  /// None, which is what most requests take.
  public static final Media NONE = new Media(0, 0, 0);

  public Media {
    if (seconds < 0 || characters < 0 || images < 0) {
      throw new IllegalArgumentException(
          "media: %d s, %d characters, %d images (expected: each >= 0)"
              .formatted(seconds, characters, images));
    }
  }

  /// Seconds of sound.
  public static Media heard(long seconds) {
    return new Media(seconds, 0, 0);
  }

  /// Characters that are spoken.
  public static Media spoken(long characters) {
    return new Media(0, characters, 0);
  }

  /// Pictures that are made.
  public static Media drawn(long images) {
    return new Media(0, 0, images);
  }

  /// Whether it is nothing.
  public boolean isNone() {
    return seconds == 0 && characters == 0 && images == 0;
  }

  /// Both together.
  public Media plus(Media other) {
    return other.isNone()
        ? this
        : isNone()
            ? other
            : new Media(
                sum(seconds, other.seconds),
                sum(characters, other.characters),
                sum(images, other.images));
  }

  /// Of each the larger.
  public Media most(Media other) {
    return new Media(
        Math.max(seconds, other.seconds),
        Math.max(characters, other.characters),
        Math.max(images, other.images));
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
