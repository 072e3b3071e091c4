package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.openai.DataUrl;
import java.util.List;

/// Writes parts of a message. A file must be in the request or be kept by the upstream; OpenAI
/// fetches no file from elsewhere.
final class ChatPartsWriter {

  private final List<String> dropped;

  ChatPartsWriter(List<String> dropped) {
    this.dropped = dropped;
  }

  void write(List<Content> content, ArrayNode parts) {
    for (Content part : content) {
      switch (part) {
        case Content.Text text -> parts.addObject().put("type", "text").put("text", text.text());
        case Content.Image image -> image(image, parts);
        case Content.Document document -> document(document, parts);
        case Content.Foreign foreign -> foreign(foreign, parts);
        case Content.Declined declined ->
            parts.addObject().put("type", "text").put("text", declined.text());
        case Content.ToolCall _ -> dropped.add("tool_call");
        case Content.ToolResult _ -> dropped.add("tool_result");
        case Content.Thought _, Content.SealedThought _, Content.CachePoint _ -> {}
      }
    }
  }

  /// Whether the parts can be one string.
  static boolean isText(ArrayNode parts) {
    for (JsonNode part : parts) {
      if (!part.path("type").asText().equals("text")) {
        return false;
      }
    }
    return true;
  }

  private void image(Content.Image image, ArrayNode parts) {
    String url =
        switch (image.media()) {
          case Media.Inline inline -> DataUrl.of(inline);
          case Media.Remote remote -> remote.url();
          case Media.Kept _ -> "";
        };
    if (url.isEmpty()) {
      dropped.add("image");
      return;
    }
    ObjectNode written = parts.addObject().put("type", "image_url");
    ObjectNode holder = written.putObject("image_url").put("url", url);
    if (image.detail() != null) {
      holder.put("detail", image.detail());
    }
  }

  private void document(Content.Document document, ArrayNode parts) {
    switch (document.media()) {
      case Media.Inline inline -> {
        ObjectNode file = parts.addObject().put("type", "file").putObject("file");
        file.put("filename", document.name() == null ? "document" : document.name());
        file.put("file_data", DataUrl.of(inline));
      }
      case Media.Kept kept ->
          parts.addObject().put("type", "file").putObject("file").put("file_id", kept.id());
      case Media.Remote _ -> dropped.add("document");
    }
  }

  /// Sound is the same in both of OpenAI's dialects.
  private void foreign(Content.Foreign foreign, ArrayNode parts) {
    if (foreign.type().equals("input_audio")) {
      parts.add(foreign.content());
    } else {
      dropped.add(foreign.type());
    }
  }
}
