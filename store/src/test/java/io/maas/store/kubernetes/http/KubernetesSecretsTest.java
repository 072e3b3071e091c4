package io.maas.store.kubernetes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.store.kubernetes.KubernetesSecrets;
import io.maas.testkit.metering.FakeTicker;
import io.maas.testkit.secret.SecretsContract;
import io.maas.testkit.tls.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSecretsTest extends SecretsContract {

  private static final Optional<Secret> ONE = Optional.of(new Secret("sk-1"));
  private static final Optional<Secret> TWO = Optional.of(new Secret("sk-2"));

  @TempDir private static Path certificates;

  private static SelfSigned own;
  private static SelfSigned other;

  @TempDir private Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private FakeApiServer cluster;
  private ApiServer reader;
  private KubernetesSecrets secrets;

  @BeforeAll
  static void makeCertificates() throws Exception {
    own = SelfSigned.in(certificates, "cluster", "dns:localhost,ip:127.0.0.1");
    other = SelfSigned.in(certificates, "other", "dns:localhost,ip:127.0.0.1");
  }

  @BeforeEach
  void start() throws Exception {
    cluster = new FakeApiServer(folder, own);
    reader = new ApiServer(cluster.address(), Duration.ofSeconds(10));
    secrets = new KubernetesSecrets(reader, ticker);
  }

  @AfterEach
  void stop() {
    reader.close();
    cluster.close();
  }

  @Override
  protected void put(String namespace, String name, String key, String value) {
    cluster.put(namespace, name, key, value);
  }

  @Override
  protected KubernetesSecrets secrets() {
    return secrets;
  }

  @Test
  void asksForOneSecretOnceAndShowsItsToken() {
    put("llm", "openai-key", "api-key", "sk-1");

    key();
    key();

    assertThat(cluster.asked)
        .containsExactly("GET /api/v1/namespaces/llm/secrets/openai-key Bearer token-1");
  }

  @Test
  void takesANewValueWithTheNextLook() {
    put("llm", "openai-key", "api-key", "sk-1");
    assertThat(key()).isEqualTo(ONE);
    assertThat(secrets.lookAgain()).isFalse();

    put("llm", "openai-key", "api-key", "sk-2");

    assertThat(key()).isEqualTo(ONE);
    assertThat(secrets.lookAgain()).isTrue();
    assertThat(key()).isEqualTo(TWO);
  }

  @Test
  void findsASecretThatComesLaterAndLosesOneThatIsGone() {
    assertThat(key()).isEmpty();

    put("llm", "openai-key", "api-key", "sk-1");
    assertThat(secrets.lookAgain()).isTrue();
    assertThat(key()).isEqualTo(ONE);

    cluster.delete("llm", "openai-key");
    assertThat(secrets.lookAgain()).isTrue();
    assertThat(key()).isEmpty();
  }

  @Test
  void showsANewTokenWhenTheFileHasOne() throws Exception {
    key();
    Files.writeString(cluster.token(), "token-2");

    secrets.lookAgain();

    assertThat(cluster.asked.getLast()).endsWith(" Bearer token-2");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void keepsWhatItHasWhileTheServerWillNotTell(int status) {
    put("llm", "openai-key", "api-key", "sk-1");
    key();
    cluster.status = status;
    put("llm", "openai-key", "api-key", "sk-2");

    assertThat(secrets.lookAgain()).isFalse();
    assertThat(key()).isEqualTo(ONE);

    cluster.status = 200;
    assertThat(secrets.lookAgain()).isTrue();
    assertThat(key()).isEqualTo(TWO);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 500})
  void findsNothingThatItWasNeverTold(int status) {
    put("llm", "openai-key", "api-key", "sk-1");
    cluster.status = status;

    assertThat(key()).isEmpty();

    cluster.status = 200;
    assertThat(secrets.lookAgain()).isTrue();
    assertThat(key()).isEqualTo(ONE);
  }

  @Test
  void keepsWhatItHasWhileTheServerIsAway() {
    put("llm", "openai-key", "api-key", "sk-1");
    key();
    cluster.close();

    assertThat(secrets.lookAgain()).isFalse();
    assertThat(key()).isEqualTo(ONE);
  }

  @Test
  void asksASlowServerOnceAndNotAgainAtOnce() throws Exception {
    cluster.open = new CountDownLatch(1);
    try (ApiServer impatient = new ApiServer(cluster.address(), Duration.ofMillis(200))) {
      KubernetesSecrets slow = new KubernetesSecrets(impatient, ticker);

      assertThat(slow.find("llm", "one", "api-key")).isEmpty();
      assertThat(slow.find("llm", "two", "api-key")).isEmpty();
      assertThat(cluster.asked).hasSize(1);

      ticker.advance(Duration.ofSeconds(6));
      assertThat(slow.find("llm", "three", "api-key")).isEmpty();
      assertThat(cluster.asked).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{\"kind\":\"List\"}",
        "{\"kind\":\"Secret\",\"data\":{\"api-key\":\"no base64!\"}}",
        "[]"
      })
  void takesNothingThatIsNoSecret(String body) {
    cluster.body = body;

    assertThat(key()).isEmpty();
  }

  @Test
  void takesNoAnswerWithoutEnd() {
    cluster.body =
        "{\"kind\":\"Secret\",\"data\":{\"api-key\":\"c2stMQ==\"},\"x\":\""
            + "x".repeat(3 * 1024 * 1024)
            + "\"}";

    assertThat(key()).isEmpty();
  }

  @Test
  void believesNoOtherAuthority() throws Exception {
    put("llm", "openai-key", "api-key", "sk-1");
    ApiAddress known = cluster.address();
    Path ca = Files.copy(other.certificate(), folder.resolve("ca.crt"));
    try (ApiServer wary =
        new ApiServer(new ApiAddress(known.url(), known.token(), ca), Duration.ofSeconds(10))) {
      KubernetesSecrets guarded = new KubernetesSecrets(wary, ticker);

      assertThat(guarded.find("llm", "openai-key", "api-key")).isEmpty();
      assertThat(cluster.asked).isEmpty(); // not even the token was shown

      Files.copy(known.ca(), ca, StandardCopyOption.REPLACE_EXISTING);
      assertThat(guarded.lookAgain()).isTrue();
      assertThat(guarded.find("llm", "openai-key", "api-key")).isEqualTo(ONE);
    }
  }

  @Test
  void forgetsWhatNobodyAsksForAnyMore() {
    key();
    ticker.advance(Duration.ofMinutes(11));

    secrets.lookAgain();

    assertThat(cluster.asked).hasSize(1);
    assertThat(secrets.toString()).isEqualTo("KubernetesSecrets[0]");
  }

  private Optional<Secret> key() {
    return secrets.find("llm", "openai-key", "api-key");
  }
}
