package io.maas.domain.resource.compile;

import io.maas.domain.resource.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What was made of each resource the last time. When one resource changes, nearly all others are
/// what they were, and so is what follows from them.
///
/// @param <V> what is made of one, with everything that it was made of
final class Memo<V> {

  private Map<ResourceKey, V> last = Map.of();
  private Map<ResourceKey, V> now = new HashMap<>();

  /// What was made of it, if that still holds; else it is made.
  V get(ResourceKey key, Predicate<V> holds, Supplier<V> make) {
    V known = last.get(key);
    V value = known != null && holds.test(known) ? known : make.get();
    now.put(key, value);
    return value;
  }

  /// Ends a compilation: what it did not ask for is forgotten.
  void turn() {
    last = now;
    now = new HashMap<>();
  }
}
