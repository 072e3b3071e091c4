package io.maas.store.postgres;

import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The limits of a key's own as `jsonb` holds them: what was declared, not what became of it, so
/// that a counter's name may be made otherwise one day. Amounts are whole, money in billionths.
final class KeyLimitsJson {

  private KeyLimitsJson() {}

  /// Null for none.
  static @Nullable String write(List<Limit> limits) {
    return limits.isEmpty() ? null : Trees.write(limits.stream().map(KeyLimitsJson::tree).toList());
  }

  static List<Limit> read(@Nullable String json) {
    return json == null
        ? List.of()
        : Trees.readList(json).stream().map(KeyLimitsJson::limit).toList();
  }

  private static Map<String, Object> tree(Limit limit) {
    Measure measure = limit.measure();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("unit", word(measure.unit()));
    tree.put("amount", limit.amount());
    if (!limit.window().equals(Window.WHILE_RUNNING)) {
      tree.put("window", limit.window().toString());
    }
    if (measure.scale() == Measure.WEIGHTED) {
      tree.put("weights", List.of(measure.perInput(), measure.perCached(), measure.perOutput()));
    }
    tree.put("enforcement", word(limit.enforcement()));
    return tree;
  }

  private static Limit limit(Map<String, Object> tree) {
    Unit unit = constant(Unit.class, tree.get("unit"));
    return Limit.ofKey(
        measure(unit, tree.get("weights")),
        whole(tree.get("amount")),
        tree.get("window") instanceof String window
            ? Window.parse(window).orElseThrow(() -> strange("window", window))
            : Window.WHILE_RUNNING,
        constant(Enforcement.class, tree.get("enforcement")));
  }

  private static Measure measure(Unit unit, @Nullable Object weights) {
    if (weights instanceof List<?> list && list.size() == 3) {
      return Measure.weighted(whole(list.get(0)), whole(list.get(1)), whole(list.get(2)));
    }
    return unit == Unit.COST ? Measure.UNPRICED : Measure.of(unit);
  }

  private static long whole(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw strange("amount", value);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, @Nullable Object word) {
    return Enum.valueOf(type, String.valueOf(word).toUpperCase(Locale.ROOT));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static IllegalStateException strange(String field, @Nullable Object found) {
    return new IllegalStateException(
        "the database holds what it cannot: limits of a key, " + field + ": " + found);
  }
}
