package io.maas.protocol.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer that came in one piece.
///
/// @param id the provider's id of it, if it gave one
/// @param model the provider's own name of the model, if it gave one
/// @param content what the model said, thought and called, in its order
/// @param stop why it stopped
/// @param told the tokens
public record WholeAnswer(
    @Nullable String id, @Nullable String model, List<Content> content, Stop stop, Told told) {

  public WholeAnswer {
    content = List.copyOf(content);
  }
}
