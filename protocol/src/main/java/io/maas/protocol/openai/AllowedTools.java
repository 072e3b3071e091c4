package io.maas.protocol.openai;

import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import java.util.List;

/// The tools that alone may be called, by name, or by type where the provider brings them. Only
/// OpenAI can list tools and forbid them at once; for others those are left away.
public record AllowedTools(List<String> names) {

  public AllowedTools {
    names = List.copyOf(names);
  }

  /// Those of the tools.
  public List<Tool> of(List<Tool> tools) {
    return tools.stream()
        .filter(tool ->
            switch (tool) {
              case Tool.Function function -> names.contains(function.name());
              case Tool.FreeText text -> names.contains(text.name());
              case Tool.Hosted hosted -> names.contains(hosted.type());
            })
        .toList();
  }

  /// What OpenAI's words for a choice mean.
  public static ToolChoice mode(Value mode) {
    return switch (mode.text("auto")) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.Never();
      case "required", "any" -> new ToolChoice.Required();
      default -> throw mode.unexpected("auto, none, required, or a tool");
    };
  }
}
