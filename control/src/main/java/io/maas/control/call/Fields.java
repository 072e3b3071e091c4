package io.maas.control.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON body. Reading never fails: what is wrong is noted, so that one answer names
/// all of it, and reading goes on as if the field were missing.
public final class Fields {

  /// As far as a number with a point is exact.
  private static final double EXACT = 1L << 53;

  private final String prefix;
  private final Map<?, ?> tree;
  private final List<String> complaints;

  private Fields(String prefix, Map<?, ?> tree, List<String> complaints) {
    this.prefix = prefix;
    this.tree = tree;
    this.complaints = complaints;
  }

  /// Reads a body that must be a JSON object.
  public static Fields of(String body) {
    List<String> complaints = new ArrayList<>();
    Map<?, ?> tree =
        switch (Json.read(body)) {
          case Json.Read.Malformed(String found) -> {
            complaints.add("body: " + found + " (expected: a JSON object)");
            yield Map.of();
          }
          case Json.Read.Tree(Object root) when root instanceof Map<?, ?> map -> map;
          case Json.Read.Tree(Object root) -> {
            complaints.add("body: " + type(root) + " (expected: a JSON object)");
            yield Map.of();
          }
        };
    return new Fields("", tree, complaints);
  }

  /// Reads a body that may be missing altogether.
  public static Fields optional(String body) {
    return of(body.isBlank() ? "{}" : body);
  }

  /// Notes what is wrong with a field.
  public void refuse(String field, String found, String expected) {
    complain(prefix + field + ": " + found + " (expected: " + expected + ")");
  }

  /// Notes what is wrong, in words of its own.
  public void complain(String complaint) {
    complaints.add(complaint);
  }

  /// Whether nothing was wrong so far.
  public boolean sound() {
    return complaints.isEmpty();
  }

  /// The answer to a body that is not [#sound()].
  public Reply.Refused refusal() {
    return Reply.badRequest(String.join("; ", complaints));
  }

  /// What fields there are.
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    tree.keySet().forEach(key -> names.add(String.valueOf(key)));
    return names;
  }

  /// Whether the field is there and not null.
  public boolean has(String field) {
    return raw(field) != null;
  }

  /// Whatever is there.
  public @Nullable Object raw(String field) {
    return tree.get(field);
  }

  /// A text; null if it is missing or empty.
  public @Nullable String text(String field) {
    Object value = raw(field);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return text.isEmpty() ? null : text;
    }
    refuse(field, type(value), "a string");
    return null;
  }

  /// A yes or no.
  public boolean flag(String field, boolean otherwise) {
    Object value = raw(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    refuse(field, type(value), "true or false");
    return otherwise;
  }

  /// A whole number.
  public int integer(String field, int otherwise) {
    Object value = raw(field);
    if (value == null) {
      return otherwise;
    }
    Long number = whole(value);
    if (number != null && number == number.intValue()) {
      return number.intValue();
    }
    refuse(field, value instanceof Number ? value.toString() : type(value), "a whole number");
    return otherwise;
  }

  /// A whole number that is not negative and may be large; empty if it is missing.
  public OptionalLong count(String field) {
    Object value = raw(field);
    if (value == null) {
      return OptionalLong.empty();
    }
    Long number = whole(value);
    if (number != null && number >= 0) {
      return OptionalLong.of(number);
    }
    refuse(field, value instanceof Number ? value.toString() : type(value), "a whole number, >= 0");
    return OptionalLong.empty();
  }

  /// JSON knows one kind of number: `5.0` and `1e2` are whole ones too. Null for all others.
  private static @Nullable Long whole(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Long number -> number;
      case Double number when number == Math.rint(number) && Math.abs(number) <= EXACT ->
          number.longValue();
      default -> null;
    };
  }

  /// An object within; one without fields if it is missing.
  public Fields object(String field) {
    Object value = raw(field);
    if (value != null && !(value instanceof Map<?, ?>)) {
      refuse(field, type(value), "an object");
    }
    Map<?, ?> inner = value instanceof Map<?, ?> map ? map : Map.of();
    return new Fields(prefix + field + ".", inner, complaints);
  }

  /// An object of texts, such as labels.
  public Map<String, String> texts(String field) {
    Fields inner = object(field);
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : inner.tree.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (entry.getValue() instanceof String text) {
        texts.put(key, text);
      } else {
        inner.refuse(key, type(entry.getValue()), "a string");
      }
    }
    return texts;
  }

  /// A list of texts; empty if it is missing.
  public List<String> list(String field) {
    Object value = raw(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      refuse(field, type(value), "a list of strings");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof String text) {
        texts.add(text);
      } else {
        refuse(field + "[" + items.indexOf(item) + "]", type(item), "a string");
      }
    }
    return texts;
  }

  /// What kind of JSON value it is, for people.
  public static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "a string";
      case Number _ -> "a number";
      case Boolean _ -> "a boolean";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "an object";
      case Object other -> "a " + other.getClass().getSimpleName();
    };
  }
}
