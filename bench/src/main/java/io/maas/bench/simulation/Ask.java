package io.maas.bench.simulation;

import java.util.random.RandomGenerator;

/// One request under a strict limit over tokens.
///
/// @param least the upper bound of its prompt, and one token
/// @param wish the same bound, and the longest answer that it may have
/// @param prompt what its prompt really has
/// @param answer what its answer would have if nothing stopped it
/// @param lasts nanoseconds from its admission to its settlement
/// @param exactly whether a single exact counter admits it
record Ask(long least, long wish, long prompt, long answer, long lasts, boolean exactly) {

  private static final double PROMPT = 200;
  private static final double ANSWER = 180;
  private static final long LONGEST_PROMPT = 2000;
  private static final long LONGEST_ANSWER = 500;
  private static final double SECONDS = 2;

  /// As many tokens as one uses, on average.
  static final long TYPICAL = 370;

  /// A request that nobody has decided on.
  static Ask random(RandomGenerator random) {
    long prompt = Math.min(LONGEST_PROMPT, 1 + (long) (PROMPT * random.nextExponential()));
    long answer = Math.min(LONGEST_ANSWER, 1 + (long) (ANSWER * random.nextExponential()));
    long bound = Math.ceilDiv(prompt * 5, 4);
    long lasts = (long) (SECONDS * random.nextExponential() * VirtualTime.SECOND);
    return new Ask(bound + 1, bound + LONGEST_ANSWER, prompt, answer, lasts, false);
  }

  Ask decided(boolean admitted) {
    return new Ask(least, wish, prompt, answer, lasts, admitted);
  }

  /// What it uses where its answer is stopped at the end of its hold.
  long used(long hold) {
    long room = hold - (least - 1);
    return prompt + Math.min(answer, room);
  }
}
