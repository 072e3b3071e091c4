package io.maas.gateway.http;

import io.maas.http.ErrorForm;
import io.maas.protocol.models.ModelListing;
import io.maas.protocol.request.Operation;
import io.vertx.core.http.HttpServerRequest;

/// Whose words a client understands.
final class Forms {

  private static final String ANTHROPIC_VERSION = "anthropic-version";

  private Forms() {}

  /// Of whoever asks for this.
  static ErrorForm of(Operation operation) {
    return switch (operation) {
      case MESSAGE -> ErrorForm.ANTHROPIC;
      case RESPONSE -> ErrorForm.RESPONSES;
      case CHAT,
          COMPLETION,
          EMBEDDING,
          RERANK,
          SCORE,
          TRANSCRIPTION,
          TRANSLATION,
          SPEECH,
          IMAGE,
          IMAGE_EDIT,
          IMAGE_VARIATION ->
          ErrorForm.OPENAI;
    };
  }

  /// Of whoever asks for something that both have: Anthropic's clients say which version they
  /// speak.
  static ErrorForm of(HttpServerRequest request) {
    return request.headers().contains(ANTHROPIC_VERSION) ? ErrorForm.ANTHROPIC : ErrorForm.OPENAI;
  }

  /// The same for a list of models.
  static ModelListing.Form ofModels(HttpServerRequest request) {
    return of(request) == ErrorForm.ANTHROPIC
        ? ModelListing.Form.ANTHROPIC
        : ModelListing.Form.OPENAI;
  }
}
