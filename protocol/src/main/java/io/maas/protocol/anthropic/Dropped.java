package io.maas.protocol.anthropic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects, each once, the names of what this dialect cannot say.
final class Dropped {

  private final Set<String> names = new LinkedHashSet<>();

  void name(String name) {
    names.add(name);
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
