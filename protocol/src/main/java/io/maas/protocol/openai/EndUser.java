package io.maas.protocol.openai;

import io.maas.protocol.conversation.Conversation;
import java.util.Optional;

/// The client's name of its end user, as far as OpenAI takes it. Agents of other dialects put whole
/// documents there, of no use to anybody else; it has no effect on the answer, so none is missed.
public final class EndUser {

  /// OpenAI refuses longer ones.
  private static final int LONGEST = 64;

  private EndUser() {}

  /// Empty where there is none that can be sent.
  public static Optional<String> of(Conversation conversation) {
    return Optional.ofNullable(conversation.user()).filter(user -> user.length() <= LONGEST);
  }
}
