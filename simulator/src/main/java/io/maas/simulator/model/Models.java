package io.maas.simulator.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/// All served models; a name belongs to one model only. Safe for use by several threads.
public final class Models {
  /// Of models that come to be by being asked for: each holds an engine.
  private static final int MOST_OTHERS = 1000;

  private final List<ServedModel> all;
  private final SequencedMap<String, ServedModel> byName;
  private final boolean any;
  private final Map<String, ServedModel> others = new ConcurrentHashMap<>();

  public Models(List<ServedModel> all) {
    this(all, false);
  }

  /// @param any whether a model comes to be when a request names it
  public Models(List<ServedModel> all, boolean any) {
    this.any = any;
    if (all.isEmpty()) {
      throw new IllegalArgumentException("model: none (expected: at least one)");
    }
    this.all = List.copyOf(all);
    this.byName = new LinkedHashMap<>();
    for (var model : all) {
      add(model.id(), model);
      model.aliases().forEach(alias -> add(alias, model));
    }
  }

  public List<ServedModel> all() {
    return all;
  }

  /// Every name with its model, in the order of declaration.
  public Map<String, ServedModel> names() {
    return byName;
  }

  public Optional<ServedModel> find(String name) {
    ServedModel known = byName.get(name);
    return known != null || !any ? Optional.ofNullable(known) : other(name);
  }

  private Optional<ServedModel> other(String name) {
    if (name.isBlank() || (others.size() >= MOST_OTHERS && !others.containsKey(name))) {
      return Optional.empty();
    }
    return Optional.of(others.computeIfAbsent(name, ServedModel::named));
  }

  /// The model of a request that names none.
  public ServedModel first() {
    return all.getFirst();
  }

  private void add(String name, ServedModel model) {
    var other = byName.put(name, model);
    if (other != null) {
      throw new IllegalArgumentException(
          "model: %s names %s and %s (expected: each name once)"
              .formatted(name, other.id(), model.id()));
    }
  }
}
