package io.maas.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.testkit.secret.SecretsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest extends SecretsContract {

  @Override
  protected void put(String namespace, String name, String key, String value) throws IOException {
    Path secret = directory.resolve("secrets").resolve(namespace).resolve(name);
    Files.createDirectories(secret);
    Files.writeString(secret.resolve(key), value);
  }

  @Override
  protected SecretFiles secrets() {
    return new SecretFiles(directory.resolve("secrets"));
  }

  @TempDir private Path directory;

  @Test
  void findsASecretAsKubernetesMountsIt() throws IOException {
    Path file = directory.resolve("secrets/llm/openai-key/api-key");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "sk-123\n");

    SecretFiles secrets = new SecretFiles(directory.resolve("secrets"));

    assertThat(secrets.find("llm", "openai-key", "api-key")).contains(new Secret("sk-123"));
    assertThat(secrets.find("llm", "other", "api-key")).isEmpty();
  }

  @Test
  void letsNoNameLeadOutOfTheDirectory() throws IOException {
    Files.createDirectories(directory.resolve("secrets"));
    Files.writeString(directory.resolve("key"), "x");

    SecretFiles secrets = new SecretFiles(directory.resolve("secrets"));

    assertThat(secrets.find("..", ".", "key")).isEmpty();
    assertThat(secrets.find("../", ".", "key")).isEmpty();
  }
}
