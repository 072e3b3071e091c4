package io.maas.protocol.request;

import java.util.Optional;

/// What a client can ask of a model.
public enum Operation {
  CHAT("/v1/chat/completions"),
  COMPLETION("/v1/completions"),
  EMBEDDING("/v1/embeddings");

  private final String path;

  Operation(String path) {
    this.path = path;
  }

  /// The path below the root, or below a model's own root.
  public String path() {
    return path;
  }

  /// Whether the model writes; an embedding has no output tokens.
  public boolean generates() {
    return this != EMBEDDING;
  }

  /// The operation behind a path, which is compared to the letter.
  public static Optional<Operation> at(String path) {
    return switch (path) {
      case "/v1/chat/completions" -> Optional.of(CHAT);
      case "/v1/completions" -> Optional.of(COMPLETION);
      case "/v1/embeddings" -> Optional.of(EMBEDDING);
      default -> Optional.empty();
    };
  }
}
