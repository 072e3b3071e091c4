package io.maas.protocol.anthropic;

import static io.maas.protocol.anthropic.MessagesJson.tree;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a test asks, field by field, and what is sent for it.
abstract class Asking {

  static final Target TARGET = new Target("served", OptionalLong.empty(), 4096);
  static final Tool WEATHER = new Tool.Function("f", "d", tree("{'type':'object'}"), null, null);

  List<Content> system = List.of();
  List<Turn> turns = List.of(user(text("Hi")));
  List<Tool> tools = List.of();
  @Nullable ToolChoice choice;
  @Nullable Boolean parallel;
  Sampling sampling = Sampling.UNSAID;
  Format format = new Format.Text();
  Thinking thinking = new Thinking.Unsaid();
  @Nullable String user;
  List<Leftover> leftovers = List.of();
  Target target = TARGET;

  static Sampling atMost(long tokens) {
    return new Sampling(OptionalLong.of(tokens), null, null, null, List.of(), null, null, null, 1);
  }

  static Content text(String text) {
    return new Content.Text(text);
  }

  static Turn user(Content... content) {
    return new Turn(Role.USER, List.of(content));
  }

  static Turn assistant(Content... content) {
    return new Turn(Role.ASSISTANT, List.of(content));
  }

  JsonNode messages() {
    return body().path("messages");
  }

  JsonNode body() {
    try {
      return Json.MAPPER.readTree(encode().body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Encoded encode() {
    Conversation conversation =
        new Conversation(
            false, true, system, turns, tools, choice, parallel, sampling, format, thinking, user,
            null, leftovers);
    return new MessagesRequestEncoder().encode(conversation, target);
  }
}
