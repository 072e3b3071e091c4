package io.maas.domain.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads YAML's flow style, `{a: 1, b: [x, "y z"]}`, so that tests can show trees on one line. What
/// it cannot read it refuses, as a reader of YAML does.
public final class Flow {

  private final String text;
  private int at;

  private Flow(String text) {
    this.text = text;
  }

  /// A value of any kind; `Function<String, Object>` as the compiler wants one.
  @SuppressWarnings("NullAway") // what is null in YAML is null in a tree
  public static Object value(String text) {
    Flow flow = new Flow(text);
    Object value = flow.value();
    flow.blanks();
    if (flow.at < text.length()) {
      throw flow.fault("the end");
    }
    return value;
  }

  /// An object.
  @SuppressWarnings("unchecked") // the reader only makes string keys
  public static Map<String, Object> map(String text) {
    return (Map<String, Object>) value(text);
  }

  private @Nullable Object value() {
    blanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"', '\'' -> quoted();
      default -> scalar(plain());
    };
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    for (blanks(); peek() != '}'; blanks()) {
      String key = peek() == '"' || peek() == '\'' ? quoted() : plain();
      expect(':');
      map.put(key, value());
      comma('}');
    }
    at++;
    return map;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    for (blanks(); peek() != ']'; blanks()) {
      list.add(value());
      comma(']');
    }
    at++;
    return list;
  }

  private String quoted() {
    char quote = text.charAt(at++);
    int end = text.indexOf(quote, at);
    if (end < 0) {
      throw fault("a quote");
    }
    String content = text.substring(at, end);
    at = end + 1;
    return content;
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0 && !endsKey()) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private boolean endsKey() {
    return text.charAt(at) == ':' && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
  }

  private static @Nullable Object scalar(String word) {
    return switch (word) {
      case "", "~", "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default ->
          word.matches("-?[0-9]{1,9}")
              ? (Object) Integer.valueOf(word)
              : word.matches("-?[0-9]{1,18}")
                  ? (Object) Long.valueOf(word)
                  : word.matches("-?[0-9]+\\.[0-9]+") ? (Object) Double.valueOf(word) : word;
    };
  }

  private void comma(char end) {
    blanks();
    if (peek() == ',') {
      at++;
    } else if (peek() != end) {
      throw fault(", or " + end);
    }
  }

  private void expect(char wanted) {
    blanks();
    if (peek() != wanted) {
      throw fault(String.valueOf(wanted));
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private IllegalArgumentException fault(String expected) {
    return new IllegalArgumentException("at " + at + " (expected: " + expected + ")\nthe text");
  }
}
