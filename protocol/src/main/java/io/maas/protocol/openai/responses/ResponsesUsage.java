package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.openai.Counts;
import org.jspecify.annotations.Nullable;

/// `usage`. Inputs include what came from caches and outputs what was thought, so all is taken as
/// it is.
final class ResponsesUsage {

  private static final Counts.Names NAMES =
      new Counts.Names(
          "input_tokens", "output_tokens", "input_tokens_details", "output_tokens_details");

  private ResponsesUsage() {}

  static @Nullable Told read(JsonNode usage) {
    return Counts.read(usage, NAMES);
  }

  static @Nullable ObjectNode write(Told told) {
    return Counts.write(told, NAMES);
  }
}
