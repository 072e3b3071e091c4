package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import io.maas.domain.secret.SecretName;
import io.maas.domain.secret.SecretStore;
import io.maas.domain.secret.SecretStore.Kept;
import io.maas.domain.secret.SecretStore.KeptKey;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.secret.SecretStoreContract;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresSecretsTest extends SecretStoreContract {

  private final PostgresDatabase database;
  private final PostgresSecrets secrets;

  PostgresSecretsTest(PostgresDatabase database) {
    this.database = database;
    this.secrets = secrets(SecretCipherTest.key(1), null);
  }

  private PostgresSecrets secrets(MasterKey current, @Nullable MasterKey previous) {
    return database.secrets(new SecretCipher(current, previous, new SecureRandom()));
  }

  @Override
  protected SecretStore secrets() {
    return secrets;
  }

  @Override
  protected Optional<Secret> found(SecretName name, String key) {
    return secrets.current().find(name.namespace(), name.name(), key);
  }

  @Test
  void tellsEveryProcessOfAChange() throws InterruptedException {
    BlockingQueue<Notice> heard = new LinkedBlockingQueue<>();
    try (Notices notices = database.notices()) {
      notices.subscribe(heard::add);
      while (!notices.connected()) {
        Thread.onSpinWait();
      }
      heard.clear();
      secrets.put(AWS, Map.of("a", ONE));
      assertThat(next(heard)).isEqualTo(new Notice.ResourcesChanged());
      secrets.change(AWS, Map.of("a", Optional.of(TWO)));
      assertThat(next(heard)).isEqualTo(new Notice.ResourcesChanged());
      secrets.delete(AWS);
      assertThat(next(heard)).isEqualTo(new Notice.ResourcesChanged());
    }
  }

  private static Notice next(BlockingQueue<Notice> heard) throws InterruptedException {
    for (Notice notice; (notice = heard.poll(10, TimeUnit.SECONDS)) != null; ) {
      if (!(notice instanceof Notice.Resynchronised)) {
        return notice;
      }
    }
    throw new AssertionError("nothing was told");
  }

  @Test
  void sealsAnewWhatThePreviousKeySealed() {
    secrets.put(AWS, Map.of("a", ONE, "b", TWO));
    MasterKey next = SecretCipherTest.key(2);
    assertThat(secrets(next, null).current().find("llm", "aws", "a")).isEmpty();
    assertThat(usable(secrets(next, null))).containsOnly(false);

    PostgresSecrets rotated = secrets(next, SecretCipherTest.key(1));
    assertThat(rotated.current().find("llm", "aws", "a")).contains(ONE);
    assertThat(rotated.reseal()).isEqualTo(2);
    assertThat(rotated.reseal()).isZero();

    assertThat(secrets(next, null).current().find("llm", "aws", "b")).contains(TWO);
    assertThat(usable(secrets(next, null))).containsOnly(true);
  }

  @Test
  void saysThatItCannotKeepAnythingWithoutAKey() {
    PostgresSecrets keyless = database.secrets(new SecretCipher(null, null, new SecureRandom()));

    assertThat(keyless.hindrance())
        .contains(
            "MAAS_SECRETS_KEY: missing (expected: 32 bytes in base64, as `openssl rand -base64 32`"
                + " makes them)");
    assertThat(keyless.reseal()).isZero();
    assertThat(secrets.hindrance()).isEmpty();
  }

  private static List<Boolean> usable(PostgresSecrets secrets) {
    return secrets.list().stream()
        .map(Kept::keys)
        .flatMap(List::stream)
        .map(KeptKey::usable)
        .toList();
  }
}
