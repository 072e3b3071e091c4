package io.maas.protocol.openai.chat;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.openai.CacheMarks;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.ThoughtSignature;
import io.maas.protocol.openai.Turns;
import io.maas.protocol.openai.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads `messages`. Results of tools, which have a role of their own here, are said by the user's
/// side.
final class ChatMessagesReader {

  /// `annotations` and `audio` come back with an assistant's message as it was answered.
  private static final Set<String> KNOWN =
      Set.of(
          "role",
          "content",
          "refusal",
          "reasoning_content",
          "reasoning",
          "tool_calls",
          "function_call",
          "tool_call_id",
          "annotations",
          CacheMarks.FIELD);

  private final Leftovers leftovers;
  private final ChatPartsReader parts;
  private final Turns turns = new Turns();
  private String lastFunctionCall = "call_function";

  ChatMessagesReader(Leftovers leftovers) {
    this.leftovers = leftovers;
    this.parts = new ChatPartsReader(leftovers);
  }

  Turns read(Value messages) {
    if (messages.items().isEmpty()) {
      throw messages.unexpected("an array of at least one message");
    }
    int index = 0;
    for (Value message : messages.items()) {
      message(message.requiredObject(), index++);
    }
    return turns;
  }

  private void message(Value message, int index) {
    Value role = message.at("role");
    switch (role.requiredText()) {
      case "system", "developer" -> turns.add(Role.SYSTEM, content(message));
      case "user" -> turns.add(Role.USER, content(message));
      case "assistant" -> turns.add(Role.ASSISTANT, assistant(message, index));
      case "tool" ->
          turns.add(Role.USER, result(message, message.at("tool_call_id").requiredText()));
      case "function" -> turns.add(Role.USER, result(message, lastFunctionCall));
      default -> throw role.unexpected("system, developer, user, assistant, tool or function");
    }
    boolean named = message.at("role").requiredText().equals("function");
    for (String name : (Iterable<String>) message.node()::fieldNames) {
      if (!KNOWN.contains(name) && !(named && name.equals("name"))) {
        leftovers.add(message.at(name));
      }
    }
  }

  private List<Content> content(Value message) {
    List<Content> content = parts.read(message.at("content"));
    Content.CachePoint mark = CacheMarks.on(message);
    if (mark != null) {
      content.add(mark);
    }
    return content;
  }

  private List<Content> result(Value message, String callId) {
    List<Content> content = parts.read(message.at("content"));
    List<Content> said = new ArrayList<>(2);
    said.add(new Content.ToolResult(callId, content, false));
    Content.CachePoint mark = CacheMarks.on(message);
    if (mark != null) {
      said.add(mark);
    }
    return said;
  }

  private List<Content> assistant(Value message, int index) {
    List<Content> said = new ArrayList<>();
    Value thought =
        message.at("reasoning_content").isText()
            ? message.at("reasoning_content")
            : message.at("reasoning");
    if (thought.isText() && !thought.requiredText().isEmpty()) {
      said.add(new Content.Thought(thought.requiredText(), null));
    }
    said.addAll(content(message));
    String refusal = message.at("refusal").text("");
    if (!refusal.isEmpty()) {
      said.add(new Content.Declined(refusal));
    }
    for (Value call : message.at("tool_calls").items()) {
      said.add(call(call.requiredObject()));
    }
    Value function = message.at("function_call");
    if (function.isSaid()) {
      lastFunctionCall = "call_function_" + index;
      said.add(
          new Content.ToolCall(
              lastFunctionCall,
              function.at("name").requiredText(),
              arguments(function.at("arguments")),
              null));
    }
    return said;
  }

  private static Content.ToolCall call(Value call) {
    String id = call.at("id").requiredText();
    String signature = ThoughtSignature.in(call.node());
    Value custom = call.at("custom");
    if (custom.isObject()) {
      return new Content.ToolCall(
          id,
          custom.at("name").requiredText(),
          FreeInput.wrapped(custom.at("input").text("")),
          signature);
    }
    Value function = call.at("function").requiredObject();
    return new Content.ToolCall(
        id, function.at("name").requiredText(), arguments(function.at("arguments")), signature);
  }

  /// Some clients send the object that the string should hold.
  private static String arguments(Value arguments) {
    if (arguments.isObject()) {
      return arguments.node().toString();
    }
    String text = arguments.text("");
    return text.isBlank() ? "{}" : text;
  }
}
