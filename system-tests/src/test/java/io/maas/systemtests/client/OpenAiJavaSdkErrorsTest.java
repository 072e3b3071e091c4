package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.maas.systemtests.client.Attempts.Attempt;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Which exceptions of OpenAI's SDK for Java our refusals become, and which of them it cures by
/// asking again.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiJavaSdkErrorsTest {

  private static final int MOST_TRIES = 50;

  private final Site site;
  private final SdkAccounts accounts;

  OpenAiJavaSdkErrorsTest(Site site) {
    this.site = site;
    this.accounts = SdkAccounts.open(site, "java-sdk-errors");
  }

  @Test
  void anUnknownKeyIsUnauthorized() {
    UnauthorizedException error =
        refused(UnauthorizedException.class, "sk-oai-not_a_key", JavaSdk.question("Hello"));

    assertThat(error.code()).contains("invalid_api_key");
  }

  @Test
  void aModelOfOthersIsDenied() {
    PermissionDeniedException error =
        refused(
            PermissionDeniedException.class,
            accounts.key(),
            JavaSdk.question("Hello").model(SdkAccounts.RESERVED_MODEL));

    assertThat(error.code()).contains("access_denied");
  }

  @Test
  void anUnknownModelIsNotFound() {
    NotFoundException error =
        refused(
            NotFoundException.class,
            accounts.key(),
            JavaSdk.question("Hello").model("no-such-model"));

    assertThat(error.code()).contains("model_not_found");
    assertThat(error.param()).contains("model");
  }

  @Test
  void aWrongFieldIsABadRequest() {
    BadRequestException error =
        refused(
            BadRequestException.class,
            accounts.key(),
            JavaSdk.question("Hello").maxCompletionTokens(-1));

    assertThat(error.param()).contains("max_completion_tokens");
  }

  @Test
  void aReachedLimitIsARateLimit() {
    try (JavaSdk sdk = JavaSdk.once(accounts, accounts.shortKey())) {
      RateLimitException error = exhaust(sdk);

      assertThat(error.code()).contains("rate_limit_exceeded");
      assertThat(Long.parseLong(error.headers().values("retry-after").getFirst()))
          .isBetween(1L, 3L);
    }
  }

  @Test
  void aReachedLimitIsWaitedOutByTheSdkItself() {
    Attempts attempts = new Attempts();

    try (JavaSdk sdk = JavaSdk.watched(accounts, accounts.shortKey(), attempts)) {
      for (int i = 0; i < MOST_TRIES && !attempts.refused(); i++) {
        sdk.chat(JavaSdk.question("Hello"));
      }
    }

    assertThat(attempts.made()).extracting(Attempt::status).endsWith(429, 200);
    Attempt refused = attempts.made().get(attempts.made().size() - 2);
    Duration told =
        Duration.ofSeconds(Long.parseLong(Objects.requireNonNull(refused.retryAfter())));
    Duration waited = Duration.ofNanos(attempts.made().getLast().at() - refused.at());
    System.out.printf("Java SDK: told %s, came back after %s%n", told, waited);
    assertThat(waited).isGreaterThanOrEqualTo(told);
  }

  @Test
  void aSpentQuotaIsNotAskedForAgain() {
    Attempts attempts = new Attempts();

    try (JavaSdk sdk = JavaSdk.watched(accounts, accounts.spentKey(), attempts)) {
      UnexpectedStatusCodeException error =
          catchThrowableOfType(UnexpectedStatusCodeException.class, () -> askUntilRefused(sdk));
      assertThat(error.statusCode()).isEqualTo(402);
      assertThat(error.code()).contains("insufficient_quota");
    }

    assertThat(attempts.made()).extracting(Attempt::status).containsExactly(200, 402);
  }

  @Test
  void aStreamThatBreaksIsAnError() {
    site.simulator().tune(Map.of("failure-drop-rate", "1"));
    try (JavaSdk sdk = JavaSdk.once(accounts, accounts.key())) {
      OpenAIException error =
          catchThrowableOfType(
              OpenAIException.class, () -> sdk.stream(JavaSdk.question("Tell me a story")));

      assertThat(error).hasMessageContaining("the upstream broke off");
    } finally {
      site.simulator().tune(Map.of("failure-drop-rate", "0"));
    }
  }

  private <T extends OpenAIServiceException> T refused(
      Class<T> type, String key, ChatCompletionCreateParams.Builder question) {
    try (JavaSdk sdk = JavaSdk.once(accounts, key)) {
      T error = catchThrowableOfType(type, () -> sdk.chat(question));
      assertThat(error).isNotNull();
      assertThat(error.headers().values("x-request-id")).hasSize(1);
      return error;
    }
  }

  private static RateLimitException exhaust(JavaSdk sdk) {
    RateLimitException error =
        catchThrowableOfType(RateLimitException.class, () -> askUntilRefused(sdk));
    assertThat(error).as("429 within %d requests", MOST_TRIES).isNotNull();
    return error;
  }

  private static void askUntilRefused(JavaSdk sdk) {
    for (int i = 0; i < MOST_TRIES; i++) {
      sdk.chat(JavaSdk.question("Hello"));
    }
  }
}
