package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.json.Json;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes what an upstream of `/v1/messages` reads: only what it takes without a beta.
public final class MessagesRequestEncoder implements RequestEncoder {

  private static final int LONGEST_USER = 256;

  @Override
  public Encoded encode(Conversation conversation, Target target) {
    Dropped dropped = new Dropped();
    CacheMarks marks = new CacheMarks();
    long maxTokens = target.bound(conversation.sampling()).orElse(target.defaultMaxTokens());
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", target.model()).put("max_tokens", maxTokens);
    ObjectNode tools = Json.MAPPER.createObjectNode();
    new ToolWriter(dropped, marks).tools(conversation, tools); // the prompt begins with them
    BlockWriter blocks = new BlockWriter(dropped, marks, freeTextTools(conversation));
    new TurnWriter(blocks).write(conversation, body);
    marks.keepTheLast();
    body.setAll(tools);
    SettingsWriter settings = new SettingsWriter(body, dropped);
    settings.thinking(conversation.thinking(), maxTokens);
    settings.format(conversation.format());
    settings.sampling(conversation.sampling());
    user(conversation, dropped, body);
    if (conversation.stream()) {
      body.put("stream", true);
    }
    for (Leftover leftover : conversation.leftovers()) {
      dropped.name(leftover.name());
    }
    return new Encoded(Trees.bytes(body), dropped.names());
  }

  private static Set<String> freeTextTools(Conversation conversation) {
    return conversation.tools().stream()
        .filter(Tool.FreeText.class::isInstance)
        .map(tool -> ((Tool.FreeText) tool).name())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void user(Conversation conversation, Dropped dropped, ObjectNode body) {
    String user = conversation.user();
    if (user == null || user.isBlank()) {
      return;
    }
    if (user.length() > LONGEST_USER) {
      dropped.name("user");
    } else {
      body.putObject("metadata").put("user_id", user);
    }
  }
}
