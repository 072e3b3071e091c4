package io.maas.protocol.answer;

import io.maas.domain.metering.Usage;
import io.maas.protocol.conversation.WholeAnswer;
import org.jspecify.annotations.Nullable;

/// What an answer told about itself.
///
/// @param usage the tokens, as far as it told
/// @param finishReason why the first choice ended
/// @param model the engine's own name of the model
/// @param failed whether it carries an error although its status said success
public record Answer(
    Usage usage, @Nullable String finishReason, @Nullable String model, boolean failed) {

  /// Nothing was told.
  public static final Answer SILENT = new Answer(Usage.unknown(), null, null, false);

  /// What a whole answer told.
  public static Answer of(WholeAnswer answer) {
    return new Answer(answer.told().usage(), Notes.word(answer.stop()), answer.model(), false);
  }
}
