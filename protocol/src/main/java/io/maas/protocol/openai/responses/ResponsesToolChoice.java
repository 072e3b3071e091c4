package io.maas.protocol.openai.responses;

import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.openai.AllowedTools;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `tool_choice` leaves of the tools.
///
/// @param choice null if the client did not say
record ResponsesToolChoice(List<Tool> tools, @Nullable ToolChoice choice) {

  static ResponsesToolChoice read(Value choice, List<Tool> tools, Leftovers leftovers) {
    if (!choice.isSaid()) {
      return new ResponsesToolChoice(tools, null);
    }
    if (choice.isText()) {
      return new ResponsesToolChoice(tools, AllowedTools.mode(choice));
    }
    return switch (choice.requiredObject().at("type").requiredText()) {
      case "function", "custom" ->
          new ResponsesToolChoice(tools, new ToolChoice.Named(name(choice)));
      case "allowed_tools" -> {
        List<String> names =
            choice.at("tools").items().stream()
                .map(Value::requiredObject)
                .map(tool -> tool.at("name").isSaid() ? name(tool) : tool.at("type").requiredText())
                .toList();
        yield new ResponsesToolChoice(
            new AllowedTools(names).of(tools), AllowedTools.mode(choice.at("mode")));
      }
      default -> {
        leftovers.add(choice);
        yield new ResponsesToolChoice(tools, null);
      }
    };
  }

  private static String name(Value tool) {
    return ResponsesToolsReader.fullName(
        tool.at("namespace").text(), tool.at("name").requiredText());
  }
}
