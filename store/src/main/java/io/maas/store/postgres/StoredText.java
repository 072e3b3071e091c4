package io.maas.store.postgres;

import org.jspecify.annotations.Nullable;

/// Text that PostgreSQL takes: it has no NUL, and no half of a surrogate pair. One such character
/// in one record would else refuse the whole batch, again and again.
final class StoredText {

  private static final char REPLACEMENT = '\uFFFD';

  private StoredText() {}

  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return repaired(text);
      }
    }
    return text;
  }

  static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  private static String repaired(String text) {
    StringBuilder good = new StringBuilder(text.length());
    text.codePoints().map(c -> isUnfit(c) ? REPLACEMENT : c).forEach(good::appendCodePoint);
    return good.toString();
  }

  private static boolean isUnfit(int c) {
    return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
