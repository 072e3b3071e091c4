package io.maas.protocol.openai;

import io.maas.protocol.conversation.Content;
import java.util.List;
import java.util.stream.Collectors;

/// Pieces of text that become one, where a dialect has one string or an engine's template takes no
/// more.
public final class Texts {

  /// The mark of a result that failed; the dialects have no field for it.
  public static final String FAILED = "Error: ";

  private static final String BETWEEN = "\n\n";

  private Texts() {}

  /// All text of the parts.
  public static String joined(List<Content> parts) {
    return parts.stream()
        .filter(Content.Text.class::isInstance)
        .map(part -> ((Content.Text) part).text())
        .collect(Collectors.joining(BETWEEN));
  }

  /// All text of a result.
  public static String of(Content.ToolResult result) {
    String text = joined(result.content());
    return result.failed() ? FAILED + text : text;
  }
}
