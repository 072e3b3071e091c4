package io.maas.domain.resource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One object of a document, read field by field. Whatever is wrong is added to one list for the
/// whole document, and the reader gets a harmless value instead: all faults are told at once.
///
/// A field that is absent or null is missing. Fields that nobody asks for are not looked at.
public final class Fields {

  private final @Nullable Map<?, ?> tree;
  private final String path;
  private final List<Violation> violations;

  private Fields(@Nullable Map<?, ?> tree, String path, List<Violation> violations) {
    this.tree = tree;
    this.path = path;
    this.violations = violations;
  }

  /// The top of a document.
  ///
  /// @param violations takes what is wrong
  public static Fields of(Map<?, ?> tree, List<Violation> violations) {
    return new Fields(tree, "", violations);
  }

  /// The path of a field from the top of the document.
  public String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// Whether the field is there.
  public boolean has(String name) {
    return raw(name) != null;
  }

  /// Notes that a field is not as it should be.
  public void refuse(String name, String expected) {
    if (tree != null) {
      violations.add(new Violation(pathOf(name), Found.show(raw(name)), expected));
    }
  }

  /// A text that must be there.
  public String text(String name, Rule rule) {
    String text = textOrNull(name, rule);
    if (text == null && !has(name)) {
      refuse(name, rule.expected());
    }
    return text == null ? "" : text;
  }

  /// A text, or null if it is missing.
  public @Nullable String textOrNull(String name, Rule rule) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text && rule.accepts().test(text)) {
      return text;
    }
    refuse(name, rule.expected());
    return null;
  }

  /// A whole number that must be there.
  public long whole(String name, long min, long max) {
    if (!has(name)) {
      refuse(name, range(min, max));
      return min;
    }
    return whole(name, min, max, min);
  }

  /// A whole number, or another if it is missing.
  public long whole(String name, long min, long max, long otherwise) {
    Object value = raw(name);
    if (value == null) {
      return otherwise;
    }
    Optional<Long> number = value instanceof Number n ? integral(n) : Optional.empty();
    if (number.isEmpty() || number.get() < min || number.get() > max) {
      refuse(name, range(min, max));
      return min;
    }
    return number.get();
  }

  /// A decimal that must be there, as a number or as text. It is given in units of its last place:
  /// `1.5` with two places is 150, and so are the bounds.
  public long decimal(String name, int places, long min, long max) {
    if (!has(name)) {
      refuse(name, Decimals.range(places, min, max));
    }
    return decimal(name, places, min, max, min);
  }

  /// A decimal, or another if it is missing.
  public long decimal(String name, int places, long min, long max, long otherwise) {
    Object value = raw(name);
    if (value == null) {
      return otherwise;
    }
    Optional<Long> number = Decimals.read(value, places);
    if (number.isEmpty() || number.get() < min || number.get() > max) {
      refuse(name, Decimals.range(places, min, max));
      return otherwise;
    }
    return number.get();
  }

  /// A word for a constant, written in small letters, or another if it is missing.
  public <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    return choice(name, EnumSet.allOf(type), otherwise);
  }

  /// A word for one of these constants, written in small letters, or another if it is missing.
  public <E extends Enum<E>> E choice(String name, Set<E> constants, E otherwise) {
    List<String> words = new ArrayList<>();
    for (E constant : constants) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(raw(name))) {
        return constant;
      }
      words.add(word);
    }
    if (has(name)) {
      refuse(name, "one of " + String.join(", ", words));
    }
    return otherwise;
  }

  /// True or false, or another if it is missing.
  public boolean flag(String name, boolean otherwise) {
    Object value = raw(name);
    if (value == null || value instanceof Boolean) {
      return value instanceof Boolean flag ? flag : otherwise;
    }
    refuse(name, "true or false");
    return otherwise;
  }

  /// An object that must be there. If it is not, that is said once and its fields are not missed.
  public Fields object(String name) {
    Fields object = objectOrNull(name);
    if (object == null && !has(name)) {
      refuse(name, "an object");
    }
    return object == null ? new Fields(null, pathOf(name), violations) : object;
  }

  /// An object whose fields are all optional; empty if it is missing.
  public Fields section(String name) {
    Fields object = objectOrNull(name);
    return object == null ? new Fields(Map.of(), pathOf(name), violations) : object;
  }

  /// An object, or null if it is missing.
  public @Nullable Fields objectOrNull(String name) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return new Fields(map, pathOf(name), violations);
    }
    refuse(name, "an object");
    return null;
  }

  /// A list of objects, empty if it is missing.
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    List<?> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      String at = pathOf(name) + "[" + i + "]";
      if (elements.get(i) instanceof Map<?, ?> map) {
        objects.add(new Fields(map, at, violations));
      } else {
        violations.add(new Violation(at, Found.show(elements.get(i)), "an object"));
      }
    }
    return objects;
  }

  /// A list of objects of which there must be some.
  public List<Fields> objects(String name, int min, int max) {
    if (!has(name) || (raw(name) instanceof List<?> list && outside(list.size(), min, max))) {
      refuse(name, "a list of " + min + (max == Integer.MAX_VALUE ? " or more" : " to " + max));
    }
    return objects(name);
  }

  /// A list of texts, empty if it is missing.
  public List<String> texts(String name, Rule rule) {
    List<String> texts = new ArrayList<>();
    List<?> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof String text && rule.accepts().test(text)) {
        texts.add(text);
      } else {
        String at = pathOf(name) + "[" + i + "]";
        violations.add(new Violation(at, Found.show(elements.get(i)), rule.expected()));
      }
    }
    return texts;
  }

  /// Texts by name, empty if it is missing.
  public Map<String, String> textMap(String name, Rule keys, Rule values) {
    Map<String, String> texts = new LinkedHashMap<>();
    Fields map = section(name);
    if (map.tree == null) {
      return texts;
    }
    map.tree.forEach((key, value) -> {
      String at = pathOf(name) + "[" + key + "]";
      if (!(key instanceof String text) || !keys.accepts().test(text)) {
        violations.add(new Violation(at, "the key " + Found.show(key), keys.expected()));
      } else if (value instanceof String content && values.accepts().test(content)) {
        texts.put(text, content);
      } else {
        violations.add(new Violation(at, Found.show(value), values.expected()));
      }
    });
    return texts;
  }

  private List<?> elements(String name) {
    Object value = raw(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    refuse(name, "a list");
    return List.of();
  }

  private @Nullable Object raw(String name) {
    return tree == null ? null : tree.get(name);
  }

  private static boolean outside(int size, int min, int max) {
    return size < min || size > max;
  }

  private static String range(long min, long max) {
    return "a whole number from " + min + " to " + max;
  }

  private static Optional<Long> integral(Number number) {
    try {
      return Optional.of(new BigDecimal(number.toString()).longValueExact());
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
