package io.maas.simulator.inference;

import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.TextOrTokens;

/// Embeds texts: the same text always gets the same vector, and texts that share words get vectors
/// that point about the same way, so that a search over them finds something.
///
/// A vector is the sum of one pseudo-random vector for each token, of length 1.
public final class Embedder {
  private final Tokenizer tokenizer;

  public Embedder(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// A vector of that many dimensions, of length 1.
  public float[] embed(TextOrTokens input, int dimensions) {
    var sums = new int[dimensions];
    for (int token : input.tokens(tokenizer)) {
      add(token, sums);
    }
    return normalised(sums);
  }

  /// Adds 1 or -1 to every dimension, 64 of them from each word of a sequence that the token
  /// begins.
  private static void add(int token, int[] sums) {
    long state = token + 1L;
    long bits = 0;
    for (int i = 0; i < sums.length; i++) {
      if (i % Long.SIZE == 0) {
        state += 0x9E3779B97F4A7C15L;
        bits = mix(state * (token + 1L));
      }
      sums[i] += (bits & 1) == 0 ? -1 : 1;
      bits >>>= 1;
    }
  }

  private static float[] normalised(int[] sums) {
    double squares = 0;
    for (int sum : sums) {
      squares += (double) sum * sum;
    }
    var vector = new float[sums.length];
    if (squares == 0) {
      vector[0] = 1; // a direction for what has none, such as an empty text
      return vector;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < sums.length; i++) {
      vector[i] = (float) (sums[i] / length);
    }
    return vector;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
