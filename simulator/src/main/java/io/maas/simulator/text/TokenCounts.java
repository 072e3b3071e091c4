package io.maas.simulator.text;

import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers how many tokens a long text has, because a conversation brings the same messages again
/// with every turn. Bounded by the characters it keeps, the longest unused going first.
///
/// Safe for use by several threads.
public final class TokenCounts {
  private static final int SHORT = 64;
  private static final int MOST_CHARS = 8 << 20;

  private final Tokenizer tokenizer;
  private final Map<String, Integer> known = new LinkedHashMap<>(256, 0.75f, true);
  private long chars;

  public TokenCounts(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  public int of(String text) {
    if (text.length() <= SHORT) {
      return text.isEmpty() ? 0 : tokenizer.count(text);
    }
    synchronized (this) {
      var found = known.get(text);
      if (found != null) {
        return found;
      }
    }
    int counted = tokenizer.count(text);
    remember(text, counted);
    return counted;
  }

  private synchronized void remember(String text, int tokens) {
    if (text.length() > MOST_CHARS / 4 || known.put(text, tokens) != null) {
      return;
    }
    chars += text.length();
    var oldest = known.keySet().iterator();
    while (chars > MOST_CHARS) {
      chars -= oldest.next().length();
      oldest.remove();
    }
  }
}
