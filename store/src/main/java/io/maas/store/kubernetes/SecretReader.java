package io.maas.store.kubernetes;

import io.maas.domain.catalog.Secret;
import io.maas.domain.secret.SecretName;
import java.util.Map;

/// Reads one secret of a cluster, now. Blocks, within a bound.
@FunctionalInterface
public interface SecretReader {

  /// What came of it.
  sealed interface Read {}

  /// It is there.
  ///
  /// @param version another one after each change
  record Found(String version, Map<String, Secret> values) implements Read {
    public Found {
      values = Map.copyOf(values);
    }

    /// How many values there are, and nothing of what they are.
    @Override
    public String toString() {
      return "Found[" + version + ", " + values.size() + "]";
    }
  }

  /// There is none of that name.
  record Gone() implements Read {}

  /// The cluster does not let us read it.
  ///
  /// @param why to be logged
  record Refused(String why) implements Read {}

  /// The cluster cannot be asked now.
  ///
  /// @param why to be logged
  record Away(String why) implements Read {}

  /// Reads a secret.
  Read read(SecretName name);
}
