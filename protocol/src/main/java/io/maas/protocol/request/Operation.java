package io.maas.protocol.request;

import io.maas.domain.catalog.Dialect;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a client can ask of a model.
public enum Operation {
  CHAT("/v1/chat/completions", true, Dialect.OPENAI_CHAT),
  COMPLETION("/v1/completions", true, null),
  EMBEDDING("/v1/embeddings", false, null),
  RESPONSE("/v1/responses", true, Dialect.OPENAI_RESPONSES),
  MESSAGE("/v1/messages", true, Dialect.MESSAGES),
  RERANK("/v1/rerank", false, null),
  SCORE("/v1/score", false, null),
  TRANSCRIPTION("/v1/audio/transcriptions", Medium.HEARD),
  TRANSLATION("/v1/audio/translations", Medium.HEARD),
  SPEECH("/v1/audio/speech", Medium.SPOKEN),
  IMAGE("/v1/images/generations", Medium.DRAWN),
  IMAGE_EDIT("/v1/images/edits", Medium.DRAWN),
  IMAGE_VARIATION("/v1/images/variations", Medium.DRAWN);

  private static final Map<String, Operation> BY_PATH =
      Arrays.stream(values()).collect(Collectors.toMap(Operation::path, Function.identity()));

  private final String path;
  private final boolean generates;
  private final @Nullable Dialect dialect;
  private final @Nullable Medium medium;

  Operation(String path, boolean generates, @Nullable Dialect dialect) {
    this.path = path;
    this.generates = generates;
    this.dialect = dialect;
    this.medium = null;
  }

  Operation(String path, Medium medium) {
    this.path = path;
    this.generates = false;
    this.dialect = null;
    this.medium = medium;
  }

  /// The path below the root, or below a model's own root.
  public String path() {
    return path;
  }

  /// Whether the model writes; an embedding has no output tokens.
  public boolean generates() {
    return generates;
  }

  /// The dialect in which it is a conversation, which can be translated. What is none goes as it is
  /// to engines that have the same path, and nowhere else.
  public Optional<Dialect> dialect() {
    return Optional.ofNullable(dialect);
  }

  /// Whether it is a conversation, to which a chat template adds.
  public boolean converses() {
    return dialect != null;
  }

  /// What it takes or makes beside text, if it does. What its tokens come to nobody knows before
  /// the engine tells.
  public Optional<Medium> medium() {
    return Optional.ofNullable(medium);
  }

  /// Whether its body is a form of several parts, since it brings a file, and not JSON.
  public boolean isForm() {
    return medium == Medium.HEARD || this == IMAGE_EDIT || this == IMAGE_VARIATION;
  }

  /// The operation behind a path, which is compared to the letter.
  public static Optional<Operation> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }
}
