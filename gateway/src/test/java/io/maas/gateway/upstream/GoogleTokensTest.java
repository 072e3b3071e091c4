package io.maas.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.protocol.google.GoogleToken;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GoogleTokensTest {

  private static final Secret KEY = ServiceAccounts.key();

  private final AtomicLong now = new AtomicLong();
  private final List<Promise<GoogleToken>> asked = new ArrayList<>();
  private final GoogleTokens tokens =
      new GoogleTokens(
          _ -> {
            Promise<GoogleToken> answer = Promise.promise();
            asked.add(answer);
            return answer.future();
          },
          now::get);

  private void grant(String token) {
    asked.getLast().complete(new GoogleToken.Granted(token, Duration.ofHours(1)));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void asksOnceForAllWhoWaitAndKeepsWhatItGot() {
    Future<String> first = tokens.token(KEY);
    Future<String> second = tokens.token(KEY);
    grant("t1");

    assertThat(first.result()).isEqualTo("t1");
    assertThat(second.result()).isEqualTo("t1");
    assertThat(tokens.token(KEY).result()).isEqualTo("t1");
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksAgainBeforeItExpiresAndUsesTheOldOneMeanwhile() {
    tokens.token(KEY);
    grant("t1");
    pass(Duration.ofMinutes(56));

    assertThat(tokens.token(KEY).result()).isEqualTo("t1");
    assertThat(tokens.token(KEY).result()).isEqualTo("t1");
    assertThat(asked).hasSize(2);
    grant("t2");
    assertThat(tokens.token(KEY).result()).isEqualTo("t2");
  }

  @Test
  void waitsForANewOneWhereTheOldHasExpired() {
    tokens.token(KEY);
    grant("t1");
    pass(Duration.ofMinutes(61));

    Future<String> token = tokens.token(KEY);

    assertThat(token.isComplete()).isFalse();
    grant("t2");
    assertThat(token.result()).isEqualTo("t2");
  }

  @Test
  void doesNotAskAgainAtOnceWhoSaidNo() {
    Future<String> first = tokens.token(KEY);
    asked.getLast().complete(new GoogleToken.Denied("invalid_grant", "deleted"));

    assertThat(first.cause()).hasMessage("invalid_grant: deleted");
    assertThat(tokens.token(KEY).cause()).hasMessage("invalid_grant: deleted");
    assertThat(asked).hasSize(1);
    pass(Duration.ofSeconds(6));
    tokens.token(KEY);
    assertThat(asked).hasSize(2);
  }

  @Test
  void keepsAGoodTokenThoughTheNextIsDenied() {
    tokens.token(KEY);
    grant("t1");
    pass(Duration.ofMinutes(56));
    tokens.token(KEY);
    asked.getLast().fail("away");

    assertThat(tokens.token(KEY).result()).isEqualTo("t1");
  }

  @Test
  void saysWhatIsWrongWithAKey() {
    assertThat(tokens.token(new Secret("{}")).cause())
        .hasMessageStartingWith("service account: type: missing");
    assertThat(asked).isEmpty();
  }
}
