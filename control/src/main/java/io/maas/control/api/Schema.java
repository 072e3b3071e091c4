package io.maas.control.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The shape of a JSON value, in the words of JSON Schema 2020-12.
///
/// @param tree its keywords; what is within may be schemas again
/// @param name under which the document keeps it; null where it stands in its place
/// @param record of which it is read off; then the tree is empty
public record Schema(Map<String, Object> tree, @Nullable String name, @Nullable Class<?> record) {

  private static final String NULL = "null";

  private static final String DURATION =
      "^((([0-9]{1,15}(\\.[0-9]{0,9})?)|(\\.[0-9]{1,9}))(ns|us|µs|ms|s|m|h|d))*$";

  public Schema {
    tree = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tree));
  }

  private Schema(Map<String, Object> tree) {
    this(tree, null, null);
  }

  /// The shape of a record as Jackson writes it.
  public static Schema of(Class<?> record) {
    if (!record.isRecord()) {
      throw new IllegalArgumentException(record + " (expected: a record)");
    }
    return new Schema(Map.of(), null, record);
  }

  /// Whatever JSON can say.
  public static Schema anything() {
    return new Schema(Map.of());
  }

  /// A value of one of these types.
  public static Schema typed(String... types) {
    return new Schema(Map.of("type", types.length == 1 ? types[0] : List.of(types)));
  }

  public static Schema text() {
    return typed("string");
  }

  /// A text of so many characters.
  public static Schema text(int least, int most) {
    return text().with("minLength", least).with("maxLength", most);
  }

  /// One of these texts.
  public static Schema oneOf(String... values) {
    return text().with("enum", List.of(values));
  }

  /// One of the constants of an enumeration, in lower case.
  public static Schema oneOf(Class<? extends Enum<?>> type) {
    return oneOf(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new));
  }

  /// A moment in ISO 8601 with an offset.
  public static Schema moment() {
    return text().with("format", "date-time");
  }

  /// A duration such as 30d or 2h30m, or a number of seconds. An empty text is none.
  public static Schema duration() {
    return typed("string", "number").matching(DURATION).with("minimum", 0);
  }

  public static Schema flag() {
    return typed("boolean");
  }

  /// A whole number within these bounds, both included.
  public static Schema integer(long least, long most) {
    return typed("integer").with("minimum", least).with("maximum", most);
  }

  public static Schema list(Schema items) {
    return typed("array").with("items", items);
  }

  public static Schema listOf(Class<?> record) {
    return list(of(record));
  }

  /// An object of any keys, with values of one shape.
  public static Schema map(Schema values) {
    return typed("object").with("additionalProperties", values);
  }

  /// An object whose members are still to be said.
  public static Schema object() {
    return typed("object").with("properties", Map.of());
  }

  /// How the API writes lists: `{"object":"list","data":[...]}`.
  public static Schema listed(Schema items) {
    return object().needs("object", oneOf("list")).needs("data", list(items));
  }

  /// How the API writes pages of lists.
  public static Schema paged(Schema items) {
    return listed(items).needs("has_more", flag().says("Whether there is more behind this page."));
  }

  /// Any of these.
  public static Schema anyOf(Schema... those) {
    return new Schema(Map.of("anyOf", List.of(those)));
  }

  /// An object with a member that must be there.
  public Schema needs(String member, Schema schema) {
    List<Object> required = new ArrayList<>();
    if (tree.get("required") instanceof List<?> already) {
      required.addAll(already);
    }
    required.add(member);
    return member(member, schema).with("required", List.copyOf(required));
  }

  /// An object with a member that may be absent. In what is sent null means absent, so null is said
  /// to be taken.
  public Schema may(String member, Schema schema) {
    return member(member, schema.orNull());
  }

  /// An object with a member that may be absent, and is never null.
  public Schema tells(String member, Schema schema) {
    return member(member, schema);
  }

  public Schema says(String description) {
    return with("description", description);
  }

  public Schema matching(String pattern) {
    return with("pattern", pattern);
  }

  public Schema otherwise(Object value) {
    return with("default", value);
  }

  /// With one more keyword.
  public Schema with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(tree);
    more.put(keyword, value);
    return new Schema(more, name, record);
  }

  /// The same, kept by the document under a name.
  public Schema called(String newName) {
    return new Schema(tree, newName, record);
  }

  /// The same, or null.
  public Schema orNull() {
    if (record != null || tree.containsKey("anyOf")) {
      return anyOf(this, typed(NULL));
    }
    Object types = tree.get("type");
    if (types == null) {
      return this;
    }
    Schema with = with("type", plus(types));
    return tree.get("enum") instanceof List<?> values ? with.with("enum", plusNull(values)) : with;
  }

  private static List<Object> plus(Object types) {
    Stream<?> those = types instanceof List<?> list ? list.stream() : Stream.of(types);
    return Stream.concat(those, Stream.of(NULL)).<Object>map(type -> type).toList();
  }

  private static List<@Nullable Object> plusNull(List<?> values) {
    List<@Nullable Object> more = new ArrayList<>(values);
    more.add(null);
    return more;
  }

  private Schema member(String member, Schema schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (tree.get("properties") instanceof Map<?, ?> already) {
      already.forEach((key, value) -> properties.put(String.valueOf(key), value));
    }
    properties.put(member, schema);
    return with("properties", properties);
  }
}
