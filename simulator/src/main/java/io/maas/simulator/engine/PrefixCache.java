package io.maas.simulator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Remembers which beginnings of prompts an engine has seen, in blocks of 16 tokens, as far as its
/// KV cache reaches; the blocks longest unused go first.
public final class PrefixCache {
  /// Tokens in a block.
  public static final int BLOCK = 16;

  private final int capacity;
  private final LinkedHashMap<Long, Boolean> blocks = new LinkedHashMap<>(256, 0.75f, true);

  /// @param capacity how many blocks it keeps
  public PrefixCache(int capacity) {
    this.capacity = capacity;
  }

  /// One hash for each whole block of a prompt; each stands for the block and all before it.
  public static List<Long> blocksOf(int[] tokens) {
    var hashes = new ArrayList<Long>(tokens.length / BLOCK);
    long hash = 1;
    for (int i = 0; i < tokens.length; i++) {
      hash = (hash ^ tokens[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
      if (i % BLOCK == BLOCK - 1) {
        hashes.add(hash);
      }
    }
    return hashes;
  }

  /// Takes a prompt in and says how many of its tokens were there before. The last token of a
  /// prompt is always computed anew, since the first answer hangs on it: a prompt never is in the
  /// cache whole.
  public int cachedTokens(List<Long> prompt, int promptTokens) {
    int known = 0;
    while (known < prompt.size() && blocks.get(prompt.get(known)) != null) {
      known++;
    }
    for (var block : prompt) {
      blocks.put(block, true);
    }
    var oldest = blocks.keySet().iterator();
    while (blocks.size() > capacity) {
      oldest.next();
      oldest.remove();
    }
    return known * BLOCK == promptTokens ? Math.max(0, known - 1) * BLOCK : known * BLOCK;
  }
}
