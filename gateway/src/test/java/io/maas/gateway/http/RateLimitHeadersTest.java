package io.maas.gateway.http;

import static io.maas.gateway.http.RateLimitHeaders.Dialect.ANTHROPIC;
import static io.maas.gateway.http.RateLimitHeaders.Dialect.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final Duration SOON = Duration.ofMillis(41_500);

  @Test
  void tellsOpenAiClientsTheNearestLimitOfRequestsAndOfTokens() {
    Map<String, String> headers =
        written(
            OPENAI,
            standing(Unit.REQUESTS, 100, 10),
            standing(Unit.REQUESTS, 20, 5),
            standing(Unit.TOTAL_TOKENS, 1000, 100),
            standing(Unit.OUTPUT_TOKENS, 500, 400));

    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "x-ratelimit-limit-requests", "20",
                "x-ratelimit-remaining-requests", "15",
                "x-ratelimit-reset-requests", "42s",
                "x-ratelimit-limit-tokens", "500",
                "x-ratelimit-remaining-tokens", "100",
                "x-ratelimit-reset-tokens", "42s",
                "ratelimit-policy", "\"requests\";q=20;w=60",
                "ratelimit", "\"requests\";r=15;t=42"));
  }

  @Test
  void tellsAnthropicClientsEachKindOfTokensAndTheMomentOfTheReset() {
    Map<String, String> headers =
        written(
            ANTHROPIC,
            standing(Unit.REQUESTS, 20, 5),
            standing(Unit.INPUT_TOKENS, 1000, 100),
            standing(Unit.OUTPUT_TOKENS, 500, 400));

    assertThat(headers)
        .containsEntry("anthropic-ratelimit-requests-limit", "20")
        .containsEntry("anthropic-ratelimit-requests-remaining", "15")
        .containsEntry("anthropic-ratelimit-requests-reset", "2026-03-01T12:00:42Z")
        .containsEntry("anthropic-ratelimit-tokens-limit", "500")
        .containsEntry("anthropic-ratelimit-tokens-remaining", "100")
        .containsEntry("anthropic-ratelimit-input-tokens-limit", "1000")
        .containsEntry("anthropic-ratelimit-input-tokens-remaining", "900")
        .containsEntry("anthropic-ratelimit-output-tokens-limit", "500")
        .containsEntry("anthropic-ratelimit-output-tokens-reset", "2026-03-01T12:00:42Z")
        .containsEntry("ratelimit-policy", "\"requests\";q=20;w=60")
        .noneSatisfy((name, _) -> assertThat(name).startsWith("x-ratelimit"));
  }

  @Test
  void tellsOfConcurrentRequestsInTheOneFormThatHasWordsForThem() {
    Standing running =
        new Standing(
            limit(Unit.CONCURRENT_REQUESTS, 10, Window.WHILE_RUNNING), 0, 3, Duration.ZERO);

    assertThat(written(OPENAI, standing(Unit.REQUESTS, 20, 5), running))
        .containsEntry(
            "ratelimit-policy",
            "\"requests\";q=20;w=60, \"concurrent\";q=10;qu=\"concurrent-requests\"")
        .containsEntry("ratelimit", "\"requests\";r=15;t=42, \"concurrent\";r=7");
    assertThat(written(OPENAI, running))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ratelimit-policy", "\"concurrent\";q=10;qu=\"concurrent-requests\"",
                "ratelimit", "\"concurrent\";r=7"));
  }

  @Test
  void leavesTheLengthOfACalendarWindowOpen() {
    Limit monthly = limit(Unit.REQUESTS, 20, Window.parse("month").orElseThrow());

    assertThat(written(OPENAI, new Standing(monthly, 5, 0, Duration.ofHours(30))))
        .containsEntry("ratelimit-policy", "\"requests\";q=20")
        .containsEntry("ratelimit", "\"requests\";r=15;t=108000")
        .containsEntry("x-ratelimit-reset-requests", "30h0m0s");
  }

  @Test
  void saysNothingOfTokensWhereAMissingUnitMeansRequests() {
    assertThat(written(OPENAI, standing(Unit.TOTAL_TOKENS, 1000, 100)))
        .containsOnlyKeys(
            "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens");
  }

  @Test
  void saysNothingWhereNothingIsLimited() {
    assertThat(written(OPENAI)).isEmpty();
    assertThat(written(ANTHROPIC)).isEmpty();
  }

  @Test
  void namesNoResetLaterThanWhenItIsWorthAskingAgain() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    Standing held = new Standing(limit(Unit.REQUESTS, 2, minute()), 1, 1, SOON);

    RateLimitHeaders.refused(headers, OPENAI, held, true, () -> NOW);
    assertThat(headers.get("RateLimit")).isEqualTo("\"requests\";r=0");

    RateLimitHeaders.refused(headers, OPENAI, held, false, () -> NOW);
    assertThat(headers.get("RateLimit")).isEqualTo("\"requests\";r=0;t=42");
  }

  @ParameterizedTest
  @CsvSource({"0,0ms", "999,999ms", "1000,1s", "59001,1m0s", "3600000,1h0m0s", "5025000,1h23m45s"})
  void writesDurationsAsGoDoes(long millis, String text) {
    assertThat(RateLimitHeaders.goDuration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  private static Map<String, String> written(
      RateLimitHeaders.Dialect dialect, Standing... standings) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    RateLimitHeaders.write(headers, dialect, List.of(standings), () -> NOW);
    Map<String, String> written = new TreeMap<>();
    headers.forEach((name, value) -> written.put(name, value));
    return written;
  }

  private static Standing standing(Unit unit, long amount, long used) {
    return new Standing(limit(unit, amount, minute()), used, 0, SOON);
  }

  private static Window minute() {
    return Window.rolling(Duration.ofMinutes(1));
  }

  private static Limit limit(Unit unit, long amount, Window window) {
    return new Limit(unit + "/" + amount, unit, amount, window, Scope.USER, Enforcement.STRICT);
  }
}
