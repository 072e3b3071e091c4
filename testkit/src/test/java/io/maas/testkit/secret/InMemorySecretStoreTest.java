package io.maas.testkit.secret;

import io.maas.domain.catalog.Secret;
import io.maas.domain.secret.SecretName;
import io.maas.domain.secret.SecretStore;
import java.time.InstantSource;
import java.util.Optional;

class InMemorySecretStoreTest extends SecretStoreContract {

  private final InMemorySecretStore secrets = new InMemorySecretStore(InstantSource.system());

  @Override
  protected SecretStore secrets() {
    return secrets;
  }

  @Override
  protected Optional<Secret> found(SecretName name, String key) {
    return secrets.find(name.namespace(), name.name(), key);
  }
}
