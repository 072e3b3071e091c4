package io.maas.protocol.openai.responses;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.ThoughtSignature;
import io.maas.protocol.openai.Turns;
import io.maas.protocol.openai.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads `instructions` and `input`: a string, or items. Some items bring tools along.
final class ResponsesInputReader {

  private static final Set<String> KNOWN_MESSAGE =
      Set.of("type", "role", "content", "id", "status", "phase");

  private final Leftovers leftovers;
  private final List<Tool> tools;
  private final ResponsesPartsReader parts;
  private final Turns turns = new Turns();

  /// @param tools is added to
  ResponsesInputReader(Leftovers leftovers, List<Tool> tools) {
    this.leftovers = leftovers;
    this.tools = tools;
    this.parts = new ResponsesPartsReader(leftovers);
  }

  Turns read(Value body) {
    Value instructions = body.at("instructions");
    turns.add(Role.SYSTEM, parts.read(instructions));
    Value input = body.at("input");
    if (input.isText()) {
      turns.add(Role.USER, parts.read(input));
      return turns;
    }
    if (!input.isArray() || input.node().isEmpty()) {
      throw input.unexpected("a string or an array of at least one item");
    }
    for (Value item : input.items()) {
      item(item.requiredObject());
    }
    return turns;
  }

  private void item(Value item) {
    String type = item.at("type").text("message");
    switch (type) {
      case "message" -> message(item);
      case "function_call" ->
          call(
              item, item.at("arguments").text("").isBlank() ? "{}" : item.at("arguments").text(""));
      case "custom_tool_call" -> call(item, FreeInput.wrapped(item.at("input").text("")));
      case "function_call_output", "custom_tool_call_output" -> result(item);
      case "reasoning" -> reasoning(item);
      case "additional_tools" -> ResponsesToolsReader.read(item.at("tools"), tools, leftovers);
      case "item_reference" ->
          throw item.at("type").unexpected("an item with its content: nothing is stored here");
      default -> {
        Role role = type.endsWith("_output") ? Role.USER : Role.ASSISTANT;
        turns.add(role, List.of(new Content.Foreign(type, item.node())));
      }
    }
  }

  private void message(Value message) {
    Value role = message.at("role");
    Role speaker =
        switch (role.requiredText()) {
          case "user" -> Role.USER;
          case "assistant" -> Role.ASSISTANT;
          case "system", "developer" -> Role.SYSTEM;
          default -> throw role.unexpected("user, assistant, system or developer");
        };
    turns.add(speaker, parts.read(message.at("content")));
    leftovers.addUnknown(message, KNOWN_MESSAGE);
  }

  private void call(Value call, String arguments) {
    String name =
        ResponsesToolsReader.fullName(call.at("namespace").text(), call.at("name").requiredText());
    turns.add(
        Role.ASSISTANT,
        List.of(
            new Content.ToolCall(
                call.at("call_id").requiredText(),
                name,
                arguments,
                ThoughtSignature.in(call.node()))));
  }

  private void result(Value result) {
    turns.add(
        Role.USER,
        List.of(
            new Content.ToolResult(
                result.at("call_id").requiredText(), parts.read(result.at("output")), false)));
  }

  /// What only its provider can read comes with an empty summary; with a summary, even an empty
  /// text, it is the signature of that thought.
  private void reasoning(Value reasoning) {
    List<Value> readable = new ArrayList<>(reasoning.at("summary").items());
    readable.addAll(reasoning.at("content").items());
    String sealed = reasoning.at("encrypted_content").text();
    if (!readable.isEmpty()) {
      String text =
          readable.stream()
              .map(part -> part.requiredObject().at("text").text(""))
              .collect(Collectors.joining("\n\n"));
      turns.add(Role.ASSISTANT, List.of(new Content.Thought(text, sealed)));
    } else if (sealed != null) {
      turns.add(Role.ASSISTANT, List.of(new Content.SealedThought(sealed)));
    }
  }
}
