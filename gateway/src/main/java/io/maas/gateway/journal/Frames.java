package io.maas.gateway.journal;

/// The figures of the format.
final class Frames {

  /// A frame's length and checksum.
  static final int HEAD = 8;

  /// Where in a body the payload starts: behind the entry's type and time.
  static final int PAYLOAD = 9;

  /// The shortest body: a payload has a version and an id.
  static final int SHORTEST_BODY = PAYLOAD + 17;

  /// What is written. The first one had nothing of what was held and charged, the second nothing of
  /// where it was held, the third one price for all tokens and nothing of sessions, fallbacks,
  /// replays, the fourth nothing of what is taken beside tokens.
  static final byte VERSION = 5;

  /// The oldest that is read.
  static final byte OLDEST = 1;

  /// The room that is kept for the outcome of each request that began. [Clip] makes any outcome
  /// fit.
  static final int OUTCOME_ROOM = 1024;

  private Frames() {}

  /// Tells a frame from what an earlier use of the same file left at the same place.
  static int salt(long sequence, int at) {
    long mixed = ((sequence << 32) ^ at) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
