package io.maas.domain.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a [Violation] shows what it found: short, and never so long that it drowns the message.
final class Found {

  private static final int SHOWN = 80;

  private Found() {}

  static String show(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case String text -> '"' + shortened(text) + '"';
      case Map<?, ?> _ -> "an object";
      case List<?> list -> "a list of " + list.size();
      default -> shortened(value.toString());
    };
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
