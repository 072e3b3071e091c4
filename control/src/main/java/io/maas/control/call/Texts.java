package io.maas.control.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Texts that cannot be kept: with the character of code 0, which PostgreSQL takes for none, or
/// with half of a surrogate pair, which is no character at all. Refused where they come in, so that
/// no store has to.
public final class Texts {

  /// What is said of them.
  public static final String EXPECTED = "no U+0000, and no half of a surrogate pair";

  private Texts() {}

  /// Whether a text can be kept.
  public static boolean areWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /// Whether all texts of a tree can be kept, its keys too.
  public static boolean areWholeIn(@Nullable Object tree) {
    return switch (tree) {
      case String text -> areWhole(text);
      case List<?> list -> list.stream().allMatch(Texts::areWholeIn);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .allMatch(entry -> areWholeIn(entry.getKey()) && areWholeIn(entry.getValue()));
      case null, default -> true;
    };
  }
}
