package io.maas.simulator.model;

import java.util.List;

/// A served model: its id, which replies and metrics carry, and the other names it answers to.
public record ServedModel(String id, List<String> aliases) {
  public ServedModel {
    aliases = List.copyOf(aliases);
    if (id.isBlank() || aliases.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "model: a blank name in %s %s (expected: names)".formatted(id, aliases));
    }
  }

  public static ServedModel named(String id, String... aliases) {
    return new ServedModel(id, List.of(aliases));
  }
}
