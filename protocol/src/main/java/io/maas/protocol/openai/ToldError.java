package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// An error that an upstream told behind a status that said success: OpenAI's `{"error":{…}}`, one
/// that is a mere string, or older vLLM's `{"object":"error","message":…}`.
///
/// @param type its class of error, if it gave one
public record ToldError(@Nullable String type, String message) {

  /// The error in an answer or an event; null if there is none.
  public static @Nullable ToldError in(JsonNode event) {
    JsonNode error = event.path("error");
    if (error.isObject()) {
      return of(error);
    }
    if (error.isTextual()) {
      return new ToldError(null, error.textValue());
    }
    return event.path("object").asText().equals("error") ? of(event) : null;
  }

  /// An object that is an error itself.
  public static ToldError of(JsonNode error) {
    JsonNode code = error.path("code");
    JsonNode type = code.isTextual() && !code.textValue().isEmpty() ? code : error.path("type");
    JsonNode message = error.path("message");
    return new ToldError(
        type.isTextual() ? type.textValue() : null,
        message.isTextual() ? message.textValue() : "the upstream failed and did not say why");
  }
}
