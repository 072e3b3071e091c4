package io.maas.store.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.testkit.secret.SecretsContract;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSecretsTest extends SecretsContract {

  private final Map<String, String> environment = new HashMap<>();

  @Override
  protected void put(String namespace, String name, String key, String value) {
    environment.put(EnvironmentSecrets.variable(namespace, name, key), value);
  }

  @Override
  protected EnvironmentSecrets secrets() {
    return new EnvironmentSecrets(environment);
  }

  @Test
  void findsAValueUnderItsNamesInCapitals() {
    EnvironmentSecrets secrets =
        new EnvironmentSecrets(
            Map.of(
                "MAAS_SECRET_LLM_GOOGLE_KEY_SERVICE_ACCOUNT_JSON",
                "{}\n",
                "MAAS_SECRET_LLM_EMPTY_API_KEY",
                " ",
                "MAAS_SECRETS_KEY",
                "master"));

    assertThat(secrets.find("llm", "google-key", "service-account.json"))
        .contains(new Secret("{}"));
    assertThat(secrets.find("llm", "empty", "api-key")).isEmpty();
    assertThat(secrets.find("llm", "other", "api-key")).isEmpty();
    assertThat(secrets.toString()).isEqualTo("EnvironmentSecrets[1]");
  }
}
