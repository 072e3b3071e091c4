package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.openai.DataUrl;
import java.util.ArrayList;
import java.util.List;

/// Writes the parts of a message or of a tool's result.
final class ResponsesPartsWriter {

  private final List<String> dropped;

  ResponsesPartsWriter(List<String> dropped) {
    this.dropped = dropped;
  }

  /// Whether it is a part of chat completions that is the same here.
  static boolean knows(Content.Foreign foreign) {
    return foreign.type().equals("input_audio");
  }

  /// Whether the parts can be one string.
  static boolean isText(ArrayNode parts) {
    for (JsonNode part : parts) {
      if (!part.path("type").asText().equals("input_text")) {
        return false;
      }
    }
    return true;
  }

  /// All text of the parts.
  static String text(ArrayNode parts) {
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> texts.add(part.path("text").asText("")));
    return String.join("\n\n", texts);
  }

  void write(List<Content> content, ArrayNode parts) {
    for (Content part : content) {
      switch (part) {
        case Content.Text text ->
            parts.addObject().put("type", "input_text").put("text", text.text());
        case Content.Declined declined ->
            parts.addObject().put("type", "input_text").put("text", declined.text());
        case Content.Image image -> image(image, parts);
        case Content.Document document -> document(document, parts);
        case Content.Foreign foreign -> {
          if (knows(foreign)) {
            parts.add(foreign.content());
          } else {
            dropped.add(foreign.type());
          }
        }
        case Content.ToolCall _ -> dropped.add("tool_call");
        case Content.ToolResult _ -> dropped.add("tool_result");
        case Content.Thought _, Content.SealedThought _, Content.CachePoint _ -> {}
      }
    }
  }

  private static void image(Content.Image image, ArrayNode parts) {
    ObjectNode written = parts.addObject().put("type", "input_image");
    switch (image.media()) {
      case Media.Inline inline -> written.put("image_url", DataUrl.of(inline));
      case Media.Remote remote -> written.put("image_url", remote.url());
      case Media.Kept kept -> written.put("file_id", kept.id());
    }
    written.put("detail", image.detail() == null ? "auto" : image.detail());
  }

  private static void document(Content.Document document, ArrayNode parts) {
    ObjectNode written = parts.addObject().put("type", "input_file");
    switch (document.media()) {
      case Media.Inline inline -> {
        written.put("filename", document.name() == null ? "document" : document.name());
        written.put("file_data", DataUrl.of(inline));
      }
      case Media.Remote remote -> written.put("file_url", remote.url());
      case Media.Kept kept -> written.put("file_id", kept.id());
    }
  }
}
