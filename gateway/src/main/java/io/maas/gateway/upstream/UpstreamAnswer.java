package io.maas.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.access.Refusal;
import io.maas.protocol.json.Json;
import io.maas.protocol.request.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the head of an engine's answer says.
public sealed interface UpstreamAnswer {

  /// A stream of events follows.
  ///
  /// @param last whether the engine closes the connection behind it without a word. Nothing may be
  ///   sent there any more: it would be lost, and the client told that the upstream broke off
  record Stream(boolean last) implements UpstreamAnswer {}

  /// One JSON body follows.
  record Body() implements UpstreamAnswer {}

  /// A body follows that is neither: sound, or plain text.
  record Opaque(String contentType) implements UpstreamAnswer {}

  /// Something follows that clients must not get.
  record Foreign(String contentType) implements UpstreamAnswer {}

  /// The engine refuses.
  ///
  /// @param retryAfter when it wants to be asked again, if it said so
  record Refused(int status, @Nullable Duration retryAfter) implements UpstreamAnswer {

    /// Whether it is the engine that is in trouble, and not the request: another may do better.
    public boolean isTheEnginesTrouble() {
      return status == 429 || status == 408 || status >= 500 || status < 400;
    }

    /// Whether another endpoint may do better. Those that do not know us are of no use either.
    public boolean isWorthAnotherEndpoint() {
      return isTheEnginesTrouble() || status == 401 || status == 403 || status == 404;
    }
  }

  /// What llama.cpp's server calls itself. It says `Keep-Alive`, and closes after each stream.
  String CLOSES_SILENTLY = "llama.cpp";

  /// The longest that an engine can ask to be left alone, in seconds.
  long LONGEST_PAUSE = 60;

  /// What engines and providers say of a prompt that is too long.
  Pattern CONTEXT =
      Pattern.compile(
          "context.{0,20}(length|window|limit|size)|prompt is too long|maximum.{0,20}tokens|too many"
              + " (input )?tokens|input is too long",
          Pattern.CASE_INSENSITIVE);

  /// Bytes of an engine's error that are read.
  int LONGEST_ERROR = 64 * 1024;

  /// Reads the head.
  ///
  /// @param operation what was asked: some are answered by more than JSON and streams
  static UpstreamAnswer of(HttpClientResponse response, Operation operation) {
    if (response.statusCode() != 200) {
      return new Refused(response.statusCode(), retryAfter(response));
    }
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    String plain = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (plain.startsWith("text/event-stream")
        || plain.startsWith("application/vnd.amazon.eventstream")) {
      return new Stream(CLOSES_SILENTLY.equals(response.getHeader(HttpHeaders.SERVER)));
    }
    if (plain.startsWith("application/json")) {
      return new Body();
    }
    return type != null && MediaTypes.fit(operation, plain) ? new Opaque(type) : new Foreign(plain);
  }

  private static @Nullable Duration retryAfter(HttpClientResponse response) {
    String said = response.getHeader(HttpHeaders.RETRY_AFTER);
    try {
      long seconds = said == null ? 0 : Long.parseLong(said.trim());
      return seconds > 0 ? Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE)) : null;
    } catch (NumberFormatException _) {
      return null; // a date; engines that mean it say seconds
    }
  }

  /// Reads an engine's error: one about the request is the client's to mend and keeps its words;
  /// one about us or about the engine is not.
  static void refusal(HttpClientResponse response, Consumer<Refusal> then) {
    Buffer body = Buffer.buffer();
    response.handler(piece -> {
      if (body.length() < LONGEST_ERROR) {
        body.appendBuffer(piece);
      }
    });
    response.exceptionHandler(
        _ -> then.accept(new Refusal.UpstreamBroken("the upstream broke off")));
    response.endHandler(_ -> then.accept(refusal(response, message(body.getBytes()))));
  }

  private static Refusal refusal(HttpClientResponse response, @Nullable String message) {
    int status = response.statusCode();
    return switch (status) {
      case 400, 413, 422 ->
          message != null && CONTEXT.matcher(message).find()
              ? new Refusal.PromptTooLong(message)
              : new Refusal.BadRequest(
                  message == null ? "refused by the model's engine" : message, "");
      case 429, 503, 529 ->
          new Refusal.UpstreamBusy(
              Objects.requireNonNullElse(retryAfter(response), Duration.ofSeconds(1)));
      default -> new Refusal.UpstreamBroken("the upstream answered with status " + status);
    };
  }

  /// Engines say `{"error":{"message"}}`, `{"message"}` or `{"detail"}`.
  private static @Nullable String message(byte[] body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      for (String pointer : new String[] {"/error/message", "/message", "/detail"}) {
        JsonNode message = tree == null ? null : tree.at(pointer);
        if (message != null && message.isTextual()) {
          return message.textValue();
        }
      }
      return null;
    } catch (IOException _) {
      return null; // an error page; nobody's business
    }
  }
}
