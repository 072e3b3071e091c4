package io.maas.app.follow;

import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A control plane whose documents are one word a line: a name, `wrong`, or `needs-` and a name.
/// What others made bears no source.
final class FakeControl implements Declarations {
  private static final String OTHERS = "";

  private final Map<String, String> sources = new ConcurrentHashMap<>();
  private final List<String> applied = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  void madeByOthers(String name) {
    sources.put(name, OTHERS);
  }

  void goAway(boolean now) {
    away = now;
  }

  /// The names of what there is, sorted.
  List<String> names() {
    return sources.keySet().stream().sorted().toList();
  }

  /// The texts that were tried, in order.
  List<String> applied() {
    return applied;
  }

  /// How often somebody asked what came from where, which is done once when all is settled.
  int asked() {
    return asked.get();
  }

  @Override
  public Outcome apply(Manifest manifest) {
    if (away) {
      return new Outcome.Unavailable("503");
    }
    applied.add(manifest.text());
    List<String> names = manifest.text().lines().filter(line -> !line.isBlank()).toList();
    if (names.isEmpty() || names.stream().anyMatch(this::isWrong)) {
      return new Outcome.Refused(List.of(new Flaw("x", "spec.limit", "-3", ">= 0")));
    }
    List<ResourceKey> keys = new ArrayList<>();
    for (String name : names) {
      sources.merge(
          name, manifest.source().name(), (there, here) -> there.equals(OTHERS) ? OTHERS : here);
      keys.add(key(name));
    }
    return new Outcome.Applied(keys, names.size());
  }

  private boolean isWrong(String name) {
    return name.equals("wrong")
        || (name.startsWith("needs-") && !sources.containsKey(name.substring("needs-".length())));
  }

  @Override
  public List<ResourceKey> from(List<Source> wanted) {
    if (away) {
      throw new UncheckedIOException(new IOException("away"));
    }
    asked.incrementAndGet();
    List<String> roots = wanted.stream().map(Source::name).toList();
    return sources.entrySet().stream()
        .filter(entry -> roots.contains(entry.getValue()))
        .map(entry -> key(entry.getKey()))
        .toList();
  }

  @Override
  public void delete(ResourceKey key) {
    sources.remove(key.name());
  }

  private static ResourceKey key(String name) {
    return new ResourceKey(Kind.MODEL_REF, "llm", name);
  }
}
