package io.maas.simulator.answer;

import io.maas.simulator.text.ChatPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides whether an answer is a tool call, and of which tool.
final class ToolSelection {
  private ToolSelection() {}

  /// The tool that the choice forces; else the first one that the user asks for by name. After a
  /// tool's result only words follow, so that an agent's loop ends.
  static Optional<Tool> select(ChatPrompt prompt, List<Tool> tools, ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Never _ -> Optional.empty();
      case ToolChoice.Required _ -> asked(prompt, tools).or(() -> tools.stream().findFirst());
      case ToolChoice.Named(var name) ->
          tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
      case ToolChoice.Free _ ->
          prompt.endsWithToolResult() ? Optional.empty() : asked(prompt, tools);
    };
  }

  private static Optional<Tool> asked(ChatPrompt prompt, List<Tool> tools) {
    if (tools.isEmpty()) {
      return Optional.empty();
    }
    var words = prompt.lastAsked().toLowerCase(Locale.ROOT);
    return tools.stream()
        .filter(tool -> words.contains(tool.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
