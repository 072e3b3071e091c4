package io.maas.protocol.conversation;

import java.util.List;

/// What one side said before the other spoke.
public record Turn(Role role, List<Content> content) {

  /// Who speaks. Results of tools are content of the user's turn, each with the id of its call.
  public enum Role {
    /// An instruction in the middle of the conversation.
    SYSTEM,
    USER,
    ASSISTANT
  }

  public Turn {
    content = List.copyOf(content);
  }
}
