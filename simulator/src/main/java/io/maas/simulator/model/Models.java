package io.maas.simulator.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// All served models; a name belongs to one model only.
public final class Models {
  private final List<ServedModel> all;
  private final SequencedMap<String, ServedModel> byName;

  public Models(List<ServedModel> all) {
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
    return Optional.ofNullable(byName.get(name));
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
