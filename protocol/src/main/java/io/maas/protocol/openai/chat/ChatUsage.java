package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.openai.Counts;
import org.jspecify.annotations.Nullable;

/// `usage`. Prompts include what came from caches and completions what was thought, so all is taken
/// as it is.
final class ChatUsage {

  private static final Counts.Names NAMES =
      new Counts.Names(
          "prompt_tokens",
          "completion_tokens",
          "prompt_tokens_details",
          "completion_tokens_details");

  private ChatUsage() {}

  static @Nullable Told read(JsonNode usage) {
    return Counts.read(usage, NAMES);
  }

  static @Nullable ObjectNode write(Told told) {
    return Counts.write(told, NAMES);
  }
}
