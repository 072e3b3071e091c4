package io.maas.store.environment;

import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings.Secrets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Secrets as environment variables, `MAAS_SECRET_<NAMESPACE>_<NAME>_<KEY>`: in capitals, and `_`
/// for all that is no letter or digit. `llm/openai-key` with the key `api-key` is
/// `MAAS_SECRET_LLM_OPENAI_KEY_API_KEY`. The environment of a process does not change while it
/// runs.
public final class EnvironmentSecrets implements Secrets {

  private static final String PREFIX = "MAAS_SECRET_";

  private final Map<String, Secret> values = new HashMap<>();

  /// @param environment of which only those variables are kept
  public EnvironmentSecrets(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !value.isBlank()) {
        values.put(name, new Secret(value.strip()));
      }
    });
  }

  @Override
  public Optional<Secret> find(String namespace, String name, String key) {
    return Optional.ofNullable(values.get(variable(namespace, name, key)));
  }

  /// How many there are, and nothing of what they are.
  @Override
  public String toString() {
    return "EnvironmentSecrets[" + values.size() + "]";
  }

  /// The variable that a value is looked for in.
  static String variable(String namespace, String name, String key) {
    return PREFIX
        + (namespace + "_" + name + "_" + key)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]", "_");
  }
}
