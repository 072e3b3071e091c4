package io.maas.testkit.secret;

import io.maas.domain.catalog.Secret;
import io.maas.domain.secret.SecretName;
import io.maas.domain.secret.SecretStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Secrets in memory, in clear; a test may look at them.
public final class InMemorySecretStore implements SecretStore {

  private final InstantSource clock;
  private final Map<SecretName, Map<String, Held>> all =
      new TreeMap<>(Comparator.comparing(SecretName::namespace).thenComparing(SecretName::name));

  /// Why nothing can be kept; a test may say so.
  public volatile Optional<String> hindrance = Optional.empty();

  private record Held(Secret value, Instant changedAt) {}

  public InMemorySecretStore(InstantSource clock) {
    this.clock = clock;
  }

  /// A value, as the compiler of resources finds it.
  public synchronized Optional<Secret> find(String namespace, String name, String key) {
    return Optional.ofNullable(all.getOrDefault(new SecretName(namespace, name), Map.of()).get(key))
        .map(Held::value);
  }

  @Override
  public Optional<String> hindrance() {
    return hindrance;
  }

  @Override
  public synchronized void put(SecretName name, Map<String, Secret> values) {
    all.remove(name);
    values.forEach((key, value) -> keep(name, key, value));
  }

  @Override
  public synchronized void change(SecretName name, Map<String, Optional<Secret>> values) {
    values.forEach((key, value) ->
        value.ifPresentOrElse(secret -> keep(name, key, secret), () -> forget(name, key)));
  }

  @Override
  public synchronized boolean delete(SecretName name) {
    return all.remove(name) != null;
  }

  @Override
  public synchronized List<Kept> list() {
    return all.entrySet().stream()
        .map(entry ->
            new Kept(
                entry.getKey(),
                entry.getValue().entrySet().stream()
                    .map(held -> new KeptKey(held.getKey(), held.getValue().changedAt(), true))
                    .toList()))
        .toList();
  }

  private void keep(SecretName name, String key, Secret value) {
    all.computeIfAbsent(name, _ -> new TreeMap<>()).put(key, new Held(value, clock.instant()));
  }

  private void forget(SecretName name, String key) {
    Map<String, Held> keys = all.getOrDefault(name, new TreeMap<>());
    keys.remove(key);
    if (keys.isEmpty()) {
      all.remove(name);
    }
  }
}
