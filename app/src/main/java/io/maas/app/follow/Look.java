package io.maas.app.follow;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What all sources held at one moment.
///
/// @param manifests in the order in which they are applied
/// @param unreadable what is there and cannot be read, with what was found and expected
record Look(Map<Path, Manifest> manifests, Map<Path, String> unreadable) {

  static Look at(List<Source> sources) {
    Builder look = new Builder();
    sources.forEach(source -> source.read(look));
    return new Look(look.manifests, look.unreadable);
  }

  /// Collects it. A file that several sources lead to belongs to the first.
  static final class Builder {
    private final Map<Path, Manifest> manifests = new LinkedHashMap<>();
    private final Map<Path, String> unreadable = new LinkedHashMap<>();

    void read(Manifest manifest) {
      manifests.putIfAbsent(manifest.file(), manifest);
    }

    void unreadable(Path path, String problem) {
      unreadable.put(path, problem);
    }
  }
}
