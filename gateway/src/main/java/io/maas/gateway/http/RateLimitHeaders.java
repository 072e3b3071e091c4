package io.maas.gateway.http;

import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a client where its limits stand, in the words of its dialect, and in those of the IETF's
/// draft, which every client may read.
///
/// Of each kind of limit the nearest is told. Written once an answer, so without formats and
/// patterns.
///
/// Source: draft-ietf-httpapi-ratelimit-headers-11. A quota without a unit is one of requests there
/// and no unit of tokens or money is registered, so these two fields tell of requests only.
final class RateLimitHeaders {

  /// Whose words.
  enum Dialect {
    /// `x-ratelimit-…`, with resets as Go prints durations.
    OPENAI,
    /// `anthropic-ratelimit-…`, with resets as moments.
    ANTHROPIC
  }

  private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("ratelimit");

  private static final Names REQUESTS = Names.ofOpenAi("requests");
  private static final Names TOKENS = Names.ofOpenAi("tokens");
  private static final Names ANTHROPIC_REQUESTS = Names.ofAnthropic("requests");
  private static final Names ANTHROPIC_TOKENS = Names.ofAnthropic("tokens");
  private static final Names ANTHROPIC_INPUT = Names.ofAnthropic("input-tokens");
  private static final Names ANTHROPIC_OUTPUT = Names.ofAnthropic("output-tokens");

  private RateLimitHeaders() {}

  /// The three headers of one kind of limit.
  private record Names(CharSequence limit, CharSequence remaining, CharSequence reset) {
    static Names ofOpenAi(String kind) {
      return of(
          "x-ratelimit-limit-" + kind,
          "x-ratelimit-remaining-" + kind,
          "x-ratelimit-reset-" + kind);
    }

    static Names ofAnthropic(String kind) {
      String name = "anthropic-ratelimit-" + kind;
      return of(name + "-limit", name + "-remaining", name + "-reset");
    }

    private static Names of(String limit, String remaining, String reset) {
      return new Names(
          HttpHeaders.createOptimized(limit),
          HttpHeaders.createOptimized(remaining),
          HttpHeaders.createOptimized(reset));
    }
  }

  /// The nearest of each kind.
  private record Nearest(
      @Nullable Standing requests,
      @Nullable Standing tokens,
      @Nullable Standing input,
      @Nullable Standing output,
      @Nullable Standing running) {

    static Nearest of(List<Standing> standings) {
      Standing requests = null;
      Standing tokens = null;
      Standing input = null;
      Standing output = null;
      Standing running = null;
      for (int i = 0; i < standings.size(); i++) {
        Standing standing = standings.get(i);
        switch (standing.limit().unit()) {
          case REQUESTS -> requests = nearer(requests, standing);
          case CONCURRENT_REQUESTS -> running = nearer(running, standing);
          case TOTAL_TOKENS -> tokens = nearer(tokens, standing);
          case INPUT_TOKENS -> {
            input = nearer(input, standing);
            tokens = nearer(tokens, standing);
          }
          case OUTPUT_TOKENS -> {
            output = nearer(output, standing);
            tokens = nearer(tokens, standing);
          }
          case COST, SECONDS, CHARACTERS, IMAGES -> {
            // no dialect has words for them
          }
        }
      }
      return new Nearest(requests, tokens, input, output, running);
    }

    private static Standing nearer(@Nullable Standing one, Standing other) {
      return one == null || other.remainingUnits() < one.remainingUnits() ? other : one;
    }
  }

  /// Writes where the limits stand.
  ///
  /// @param clock asked where the dialect wants moments
  static void write(
      MultiMap headers, Dialect dialect, List<Standing> standings, InstantSource clock) {
    if (!standings.isEmpty()) {
      write(headers, dialect, standings, clock, true);
    }
  }

  /// Writes where the limit stands that refuses.
  ///
  /// @param onlyHolds whether it may be asked again before its reset: then the draft's reset is
  ///   left out, which `Retry-After` must not come before
  static void refused(
      MultiMap headers,
      Dialect dialect,
      Standing standing,
      boolean onlyHolds,
      InstantSource clock) {
    write(headers, dialect, List.of(standing), clock, !onlyHolds);
  }

  private static void write(
      MultiMap headers,
      Dialect dialect,
      List<Standing> standings,
      InstantSource clock,
      boolean resets) {
    Nearest nearest = Nearest.of(standings);
    switch (dialect) {
      case OPENAI -> {
        openAi(headers, REQUESTS, nearest.requests());
        openAi(headers, TOKENS, nearest.tokens());
      }
      case ANTHROPIC -> {
        Instant now = clock.instant();
        anthropic(headers, ANTHROPIC_REQUESTS, nearest.requests(), now);
        anthropic(headers, ANTHROPIC_TOKENS, nearest.tokens(), now);
        anthropic(headers, ANTHROPIC_INPUT, nearest.input(), now);
        anthropic(headers, ANTHROPIC_OUTPUT, nearest.output(), now);
      }
    }
    draft(headers, nearest.requests(), nearest.running(), resets);
  }

  private static void openAi(MultiMap headers, Names names, @Nullable Standing standing) {
    if (standing != null) {
      amounts(headers, names, standing).set(names.reset(), goDuration(standing.resetsIn()));
    }
  }

  private static void anthropic(
      MultiMap headers, Names names, @Nullable Standing standing, Instant now) {
    if (standing != null) {
      Instant reset = now.plusSeconds(seconds(standing.resetsIn()));
      amounts(headers, names, standing)
          .set(names.reset(), reset.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  private static MultiMap amounts(MultiMap headers, Names names, Standing standing) {
    return headers
        .set(names.limit(), Long.toString(standing.limit().amount()))
        .set(names.remaining(), Long.toString(standing.remainingUnits()));
  }

  private static void draft(
      MultiMap headers, @Nullable Standing requests, @Nullable Standing running, boolean resets) {
    if (requests == null && running == null) {
      return;
    }
    StringBuilder policy = new StringBuilder(80);
    StringBuilder limit = new StringBuilder(60);
    if (requests != null) {
      policy.append("\"requests\";q=").append(requests.limit().amount());
      if (requests.limit().window() instanceof Window.Rolling(Duration length)) {
        policy.append(";w=").append(length.toSeconds());
      }
      limit.append("\"requests\";r=").append(requests.remainingUnits());
      if (resets && requests.resetsIn().isPositive()) {
        limit.append(";t=").append(seconds(requests.resetsIn()));
      }
    }
    if (running != null) {
      String separator = requests == null ? "" : ", ";
      policy
          .append(separator)
          .append("\"concurrent\";q=")
          .append(running.limit().amount())
          .append(";qu=\"concurrent-requests\"");
      limit.append(separator).append("\"concurrent\";r=").append(running.remainingUnits());
    }
    headers.set(POLICY, policy.toString()).set(LIMIT, limit.toString());
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), 1000);
  }

  /// As Go prints it: `1m30s`, `250ms`.
  static String goDuration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + "ms";
    }
    long seconds = Math.ceilDiv(millis, 1000);
    String text = seconds % 60 + "s";
    if (seconds >= 60) {
      text = seconds / 60 % 60 + "m" + text;
    }
    return seconds >= 3600 ? seconds / 3600 + "h" + text : text;
  }
}
