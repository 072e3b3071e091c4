package io.maas.domain.secret;

import io.maas.domain.catalog.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps secrets, sealed. A port without a way to read one: who compiles resources has another.
/// Every change is announced, and counts with the next snapshot.
///
/// All methods block, and throw where the store cannot be reached.
public interface SecretStore {

  /// Why nothing can be kept here, if so: what is missing and what was expected.
  Optional<String> hindrance();

  /// Keeps these values under the name, and no others.
  void put(SecretName name, Map<String, Secret> values);

  /// Keeps these values beside what is there. An empty one takes its key away, the last one the
  /// secret.
  void change(SecretName name, Map<String, Optional<Secret>> values);

  /// Forgets a secret; false if there was none.
  boolean delete(SecretName name);

  /// What is kept, by namespace and name, and nothing of its values.
  List<Kept> list();

  /// A secret that is kept.
  ///
  /// @param keys by name
  record Kept(SecretName name, List<KeptKey> keys) {}

  /// A value of a secret.
  ///
  /// @param usable whether the key that it was sealed with is here
  record KeptKey(String key, Instant changedAt, boolean usable) {}
}
