package io.maas.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.access.Refusal;
import io.maas.protocol.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
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

  /// Something follows that clients must not get.
  record Foreign(String contentType) implements UpstreamAnswer {}

  /// The engine refuses.
  record Refused(int status) implements UpstreamAnswer {}

  /// What llama.cpp's server calls itself. It says `Keep-Alive`, and closes after each stream.
  String CLOSES_SILENTLY = "llama.cpp";

  /// Bytes of an engine's error that are read.
  int LONGEST_ERROR = 64 * 1024;

  /// Reads the head.
  static UpstreamAnswer of(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return new Refused(response.statusCode());
    }
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    String plain = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (plain.startsWith("text/event-stream")) {
      return new Stream(CLOSES_SILENTLY.equals(response.getHeader(HttpHeaders.SERVER)));
    }
    return plain.startsWith("application/json") ? new Body() : new Foreign(plain);
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
    response.endHandler(_ -> then.accept(refusal(response.statusCode(), message(body.getBytes()))));
  }

  private static Refusal refusal(int status, @Nullable String message) {
    return switch (status) {
      case 400, 413, 422 ->
          new Refusal.BadRequest(message == null ? "refused by the model's engine" : message, "");
      case 429, 503 -> new Refusal.Unavailable("the upstream is overloaded");
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
