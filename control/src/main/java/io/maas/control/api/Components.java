package io.maas.control.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shapes that have names in a document. Whatever is written into the document passes here, and
/// what has a name is replaced by a reference to it.
public final class Components {

  private static final String PLACE = "#/components/schemas/";

  private final Map<String, Object> byName = new TreeMap<>();
  private final Map<String, Object> origins = new LinkedHashMap<>();

  /// All that were met, by name.
  public Map<String, Object> all() {
    return byName;
  }

  /// A schema, or a tree of schemas, as plain maps and lists.
  public @Nullable Object write(@Nullable Object value) {
    return switch (value) {
      case Schema schema when schema.record() != null -> reference(schema, schema.record());
      case Schema schema when schema.name() != null ->
          named(schema.name(), schema, () -> write(schema.tree()));
      case Schema schema -> write(schema.tree());
      case Map<?, ?> map -> {
        // Maps without an order of their own have another one in every process.
        Map<?, ?> ordered = map instanceof SequencedMap<?, ?> ? map : new TreeMap<>(map);
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        ordered.forEach((key, inner) -> written.put(String.valueOf(key), write(inner)));
        yield written;
      }
      case List<?> list -> list.stream().map(this::write).toList();
      case null, default -> value;
    };
  }

  private Object reference(Schema schema, Class<?> record) {
    Shape shape = record.getAnnotation(Shape.class);
    String name = shape == null || shape.name().isEmpty() ? record.getSimpleName() : shape.name();
    Map<String, Object> reference = named(name, record, () -> write(shape(record)));
    reference.putAll(schema.tree());
    return reference;
  }

  private Map<String, Object> named(
      String name, Object origin, Supplier<@Nullable Object> written) {
    Object before = origins.putIfAbsent(name, origin);
    if (before == null) {
      Object tree = written.get();
      byName.put(name, tree == null ? Map.of() : tree);
    } else if (!before.equals(origin)) {
      throw new IllegalStateException(
          "name: " + name + " of " + before + " and of " + origin + " (expected: of one shape)");
    }
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("$ref", PLACE + name);
    return reference;
  }

  private static Schema shape(Class<?> record) {
    Schema schema = Schema.object();
    JsonInclude.Include include = include(record);
    for (RecordComponent component : record.getRecordComponents()) {
      boolean nullable = isNullable(component.getAnnotatedType());
      boolean mayLack =
          switch (include) {
            case ALWAYS -> false;
            case NON_EMPTY -> nullable || isContainer(component.getType());
            default -> nullable;
          };
      Schema member = member(component);
      if (nullable && include == JsonInclude.Include.ALWAYS) {
        member = member.orNull();
      }
      String name = name(component);
      schema = mayLack ? schema.tells(name, member) : schema.needs(name, member);
    }
    Shape said = record.getAnnotation(Shape.class);
    return said == null || said.says().isEmpty() ? schema : schema.says(said.says());
  }

  private static JsonInclude.Include include(Class<?> record) {
    JsonInclude include = record.getAnnotation(JsonInclude.class);
    return include == null ? JsonInclude.Include.NON_NULL : include.value();
  }

  private static String name(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static Schema member(RecordComponent component) {
    Shape said = component.getAnnotation(Shape.class);
    if (said == null) {
      return of(component.getAnnotatedType(), component);
    }
    Schema schema = of(component.getAnnotatedType(), component);
    if (said.types().length > 0) {
      schema = Schema.typed(said.types());
    }
    if (said.values().length > 0) {
      schema = schema.with("enum", List.of(said.values()));
    }
    if (!said.format().isEmpty()) {
      schema = schema.with("format", said.format());
    }
    return said.says().isEmpty() ? schema : schema.says(said.says());
  }

  private static Schema of(AnnotatedType annotated, RecordComponent within) {
    Type type = annotated.getType();
    if (type instanceof ParameterizedType parameterized
        && annotated instanceof AnnotatedParameterizedType arguments) {
      AnnotatedType[] inner = arguments.getAnnotatedActualTypeArguments();
      Class<?> raw = (Class<?>) parameterized.getRawType();
      if (Map.class.isAssignableFrom(raw)) {
        Schema values = of(inner[1], within);
        return Schema.map(isNullable(inner[1]) ? values.orNull() : values);
      }
      if (Iterable.class.isAssignableFrom(raw)) {
        return Schema.list(of(inner[0], within));
      }
    }
    return type instanceof Class<?> plain ? of(plain, within) : unknown(type, within);
  }

  private static Schema of(Class<?> type, RecordComponent within) {
    if (type.isRecord()) {
      return Schema.of(type);
    }
    if (type.isEnum()) {
      return Schema.oneOf(
          Arrays.stream(type.getEnumConstants()).map(String::valueOf).toArray(String[]::new));
    }
    return switch (type.getName()) {
      case "java.lang.String", "java.util.UUID" -> Schema.text();
      case "boolean", "java.lang.Boolean" -> Schema.flag();
      case "int", "java.lang.Integer" -> Schema.typed("integer").with("format", "int32");
      case "long", "java.lang.Long" -> Schema.typed("integer").with("format", "int64");
      case "double", "java.lang.Double" -> Schema.typed("number");
      case "java.lang.Object" -> Schema.anything();
      default -> {
        if (type == BigDecimal.class) {
          yield Schema.typed("number");
        }
        yield type == Instant.class ? Schema.moment() : unknown(type, within);
      }
    };
  }

  private static Schema unknown(Type type, RecordComponent within) {
    throw new IllegalStateException(
        within.getDeclaringRecord().getSimpleName()
            + "."
            + within.getName()
            + ": "
            + type
            + " (expected: a record, a list, a map, a text, a number, a boolean or a moment)");
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static boolean isContainer(Class<?> type) {
    return Map.class.isAssignableFrom(type) || Iterable.class.isAssignableFrom(type);
  }
}
