package io.maas.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Surroundings.Secrets;
import org.junit.jupiter.api.Test;

/// What every place does that secrets are read from.
public abstract class SecretsContract {

  /// Puts a value there, as whoever keeps the place does.
  protected abstract void put(String namespace, String name, String key, String value)
      throws Exception;

  /// The place, with all that was put there.
  protected abstract Secrets secrets() throws Exception;

  @Test
  void findsAValueByNamespaceNameAndKey() throws Exception {
    put("llm", "openai-key", "api-key", "sk-1");
    put("llm", "openai-key", "other", "sk-2");
    put("ai", "openai-key", "api-key", "sk-3");

    Secrets secrets = secrets();

    assertThat(secrets.find("llm", "openai-key", "api-key")).contains(new Secret("sk-1"));
    assertThat(secrets.find("llm", "openai-key", "other")).contains(new Secret("sk-2"));
    assertThat(secrets.find("ai", "openai-key", "api-key")).contains(new Secret("sk-3"));
  }

  @Test
  void findsNothingElse() throws Exception {
    put("llm", "openai-key", "api-key", "sk-1");

    Secrets secrets = secrets();

    assertThat(secrets.find("llm", "openai-key", "missing")).isEmpty();
    assertThat(secrets.find("llm", "missing", "api-key")).isEmpty();
    assertThat(secrets.find("missing", "openai-key", "api-key")).isEmpty();
  }

  @Test
  void letsNoNameLeadElsewhere() throws Exception {
    put("llm", "openai-key", "api-key", "sk-1");

    Secrets secrets = secrets();

    assertThat(secrets.find("llm", "other/../openai-key", "api-key")).isEmpty();
    assertThat(secrets.find("../llm", "openai-key", "api-key")).isEmpty();
    assertThat(secrets.find("llm", "openai-key?x=", "api-key")).isEmpty();
  }

  @Test
  void leavesOutTheBlanksAroundAValue() throws Exception {
    put("llm", "openai-key", "api-key", " sk-1\n");

    assertThat(secrets().find("llm", "openai-key", "api-key")).contains(new Secret("sk-1"));
  }

  @Test
  void tellsNoValueInWords() throws Exception {
    put("llm", "openai-key", "api-key", "sk-1");

    Secrets secrets = secrets();
    secrets.find("llm", "openai-key", "api-key");

    assertThat(secrets.toString()).doesNotContain("sk-1");
  }
}
