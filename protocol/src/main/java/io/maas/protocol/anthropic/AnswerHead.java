package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder.Heading;

/// What an answer says of itself before it says anything.
final class AnswerHead {

  private AnswerHead() {}

  static void write(Heading heading, String model, ObjectNode message) {
    message
        .put("id", "msg_" + heading.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model);
  }
}
