package io.maas.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.domain.secret.SecretName;
import io.maas.domain.secret.SecretStore;
import io.maas.domain.secret.SecretStore.Kept;
import io.maas.domain.secret.SecretStore.KeptKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of secrets does.
public abstract class SecretStoreContract {

  protected static final SecretName AWS = new SecretName("llm", "aws");
  protected static final Secret ONE = new Secret("one");
  protected static final Secret TWO = new Secret("two");

  /// The store; the same throughout one test.
  protected abstract SecretStore secrets();

  /// A value, as the compiler of resources finds it.
  protected abstract Optional<Secret> found(SecretName name, String key);

  @BeforeEach
  void forgetAll() {
    secrets().list().forEach(kept -> secrets().delete(kept.name()));
  }

  @Test
  void keepsAllThatAPutSaysAndNothingElse() {
    secrets().put(AWS, Map.of("a", ONE, "b", TWO));
    secrets().put(AWS, Map.of("b", ONE));

    assertThat(found(AWS, "a")).isEmpty();
    assertThat(found(AWS, "b")).contains(ONE);
    assertThat(keys()).containsExactly("b");
  }

  @Test
  void changesOnlyWhatAChangeSays() {
    secrets().put(AWS, Map.of("a", ONE, "b", ONE, "c", ONE));
    secrets().change(AWS, Map.of("b", Optional.of(TWO), "a", Optional.empty()));

    assertThat(found(AWS, "a")).isEmpty();
    assertThat(found(AWS, "b")).contains(TWO);
    assertThat(found(AWS, "c")).contains(ONE);
  }

  @Test
  void makesASecretByAChangeAndForgetsItWithItsLastKey() {
    secrets().change(AWS, Map.of("a", Optional.of(ONE)));
    assertThat(found(AWS, "a")).contains(ONE);

    secrets().change(AWS, Map.of("a", Optional.empty()));
    assertThat(secrets().list()).isEmpty();
  }

  @Test
  void forgetsASecretOnce() {
    secrets().put(AWS, Map.of("a", ONE));

    assertThat(secrets().delete(AWS)).isTrue();
    assertThat(secrets().delete(AWS)).isFalse();
    assertThat(found(AWS, "a")).isEmpty();
    assertThat(secrets().list()).isEmpty();
  }

  @Test
  void listsByNamespaceAndName() {
    SecretName other = new SecretName("ai", "zz");
    secrets().put(AWS, Map.of("b", ONE, "a", TWO));
    secrets().put(other, Map.of("a", ONE));

    assertThat(secrets().list()).extracting(Kept::name).containsExactly(other, AWS);
    assertThat(keys()).containsExactly("a", "a", "b");
    assertThat(secrets().list().getFirst().keys()).extracting(KeptKey::usable).containsOnly(true);
  }

  private List<String> keys() {
    return secrets().list().stream()
        .map(Kept::keys)
        .flatMap(List::stream)
        .map(KeptKey::key)
        .toList();
  }
}
