package io.maas.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.protocol.openai.ErrorBody;
import java.time.Duration;
import java.util.OptionalLong;

/// How a refusal is said over HTTP in the OpenAI dialect.
///
/// @param status the HTTP status
/// @param body the error
/// @param retryAfterSeconds when it is worth asking again
/// @param worthRetrying false where asking again cannot cure it
public record ErrorReply(
    int status, ErrorBody body, OptionalLong retryAfterSeconds, boolean worthRetrying) {

  private static final String INVALID = "invalid_request_error";

  /// A wait longer than this is a spent quota rather than a rate: clients would sleep it out
  /// silently.
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// In seconds. Some clients sleep a longer one out without a word, others give up at once.
  private static final long LONGEST_SLEEP = 60;

  /// The same, for whoever hears it in a way of its own.
  public static ErrorReply of(Refusal refusal, Hearing hearing) {
    return hearing.hears(of(refusal));
  }

  /// The one table of statuses.
  public static ErrorReply of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Unauthenticated(String message) ->
          cannotCure(401, new ErrorBody(message, INVALID, null, "invalid_api_key"));
      case Refusal.UnknownModel(String model) ->
          cannotCure(
              404,
              new ErrorBody(
                  "The model `" + model + "` does not exist", INVALID, "model", "model_not_found"));
      case Refusal.UnknownRoute(String method, String path) ->
          cannotCure(
              404, new ErrorBody("no route " + method + " " + path, INVALID, null, "not_found"));
      case Refusal.Forbidden(String message) ->
          cannotCure(403, new ErrorBody(message, "permission_error", null, "access_denied"));
      case Refusal.BadRequest(String message, String field) ->
          cannotCure(
              400, new ErrorBody(message, INVALID, field.isEmpty() ? null : field, "bad_request"));
      case Refusal.PromptTooLong(String message) ->
          cannotCure(400, new ErrorBody(message, INVALID, "messages", "context_length_exceeded"));
      case Refusal.Stateful(String field) ->
          cannotCure(
              400,
              new ErrorBody(
                  field
                      + ": not supported (expected: the whole conversation in each request; nothing"
                      + " is kept between two)",
                  INVALID,
                  field,
                  field + "_unsupported_request"));
      case Refusal.AmbiguousModel(String model, var candidates) ->
          cannotCure(
              400,
              new ErrorBody(
                  "model: " + model + " (expected: one of " + String.join(", ", candidates) + ")",
                  INVALID,
                  "model",
                  "ambiguous_model"));
      case Refusal.TooLarge(long maximumBytes) ->
          cannotCure(
              413,
              new ErrorBody(
                  "body: too large (expected: <= " + maximumBytes + " bytes)",
                  INVALID,
                  null,
                  "request_too_large"));
      case Refusal.LimitReached(Standing standing, boolean onlyHolds) ->
          limitReached(standing, onlyHolds);
      case Refusal.Looping(Duration retryAfter) ->
          retry(
              429,
              rateLimit("rate limit reached: this session asks over and over; is it in a loop?"),
              retryAfter.toSeconds());
      case Refusal.ExceedsLimit(Limit limit) ->
          cannotCure(
              400,
              new ErrorBody(
                  "the request needs more than the whole limit of " + limit.words(),
                  INVALID,
                  null,
                  "request_exceeds_limit"));
      case Refusal.Unavailable(String message) ->
          retry(503, new ErrorBody(message, "server_error", null, "service_unavailable"), 1);
      case Refusal.UpstreamBusy(Duration retryAfter) ->
          retry(
              503,
              new ErrorBody(
                  "the upstream is overloaded", "server_error", null, "server_is_overloaded"),
              Math.clamp(Math.ceilDiv(retryAfter.toMillis(), 1000), 1, LONGEST_SLEEP));
      case Refusal.UpstreamBroken(String message) ->
          new ErrorReply(502, upstream(message, "upstream_error"), OptionalLong.empty(), true);
      case Refusal.UpstreamUnreachable(String message) ->
          retry(503, upstream(message, "upstream_unreachable"), 1);
      case Refusal.UpstreamTooSlow(String message) ->
          new ErrorReply(504, upstream(message, "upstream_timeout"), OptionalLong.empty(), true);
    };
  }

  ErrorReply withStatus(int other) {
    return new ErrorReply(other, body, retryAfterSeconds, worthRetrying);
  }

  ErrorReply withMessage(String other) {
    return new ErrorReply(
        status,
        new ErrorBody(other, body.type(), body.param(), body.code()),
        retryAfterSeconds,
        worthRetrying);
  }

  private static ErrorReply limitReached(Standing standing, boolean onlyHolds) {
    Limit limit = standing.limit();
    String text = "rate limit or quota reached: " + limit.words() + ", ";
    if (limit.unit() == Unit.CONCURRENT_REQUESTS) {
      return retry(429, rateLimit(text + standing.heldUnits() + " under way"), 1);
    }
    text += limit.measure().number(standing.usedUnits()) + " used";
    if (onlyHolds) {
      return retry(429, rateLimit(text + ", the rest held by requests in flight"), 1);
    }
    if (standing.resetsIn().compareTo(LONGEST_WAIT) > 0) {
      return cannotCure(
          402, new ErrorBody(spent(standing), "insufficient_quota", null, "insufficient_quota"));
    }
    long seconds = Math.max(1, Math.ceilDiv(standing.resetsIn().toMillis(), 1000));
    return retry(429, rateLimit(text + "; resets in " + seconds + " s"), seconds);
  }

  /// Says nothing that makes an agent ask again.
  private static String spent(Standing standing) {
    Limit limit = standing.limit();
    Duration left = standing.resetsIn();
    String reset =
        left.toDays() > 1
            ? "resets in " + left.toDays() + " days"
            : "resets in " + left.toHours() + " h " + left.toMinutesPart() + " min";
    String text =
        "quota spent: "
            + limit.words()
            + ", "
            + limit.measure().number(standing.usedUnits())
            + " used; "
            + reset;
    return Hearing.MISTAKEN.matcher(text).find() ? "quota spent; " + reset : text;
  }

  private static ErrorBody rateLimit(String message) {
    return new ErrorBody(message, "rate_limit_error", null, "rate_limit_exceeded");
  }

  private static ErrorBody upstream(String message, String code) {
    return new ErrorBody(message, "upstream_error", null, code);
  }

  private static ErrorReply cannotCure(int status, ErrorBody body) {
    return new ErrorReply(status, body, OptionalLong.empty(), false);
  }

  private static ErrorReply retry(int status, ErrorBody body, long seconds) {
    return new ErrorReply(status, body, OptionalLong.of(seconds), true);
  }
}
