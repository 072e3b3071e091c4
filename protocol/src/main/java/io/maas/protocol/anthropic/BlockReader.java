package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Content.Media;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a turn, a system prompt or a tool's result says: a text, or blocks.
final class BlockReader {

  private static final String BILLING = "x-anthropic-billing-header:";

  private final Leftovers leftovers;

  BlockReader(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  /// The content of a message or result.
  List<Content> contents(Place content) {
    List<Content> said = new ArrayList<>();
    read(content, said);
    return said;
  }

  /// The system prompt, without what clients put before it for the provider's books.
  List<Content> system(Place system) {
    List<Content> said = new ArrayList<>();
    if (system.value().isArray()) {
      for (Place block : system.elements("blocks")) {
        if (!block.value().path("text").asText("").startsWith(BILLING)) {
          block(block, null, said);
        }
      }
    } else {
      read(system, said);
    }
    return said;
  }

  private void read(Place content, List<Content> into) {
    if (content.isUnsaid()) {
      return;
    }
    if (content.value().isTextual()) {
      into.add(new Content.Text(content.text()));
      return;
    }
    String signature = null; // of the call that comes next
    for (Place block : content.elements("a string or an array of blocks")) {
      String next = callSignature(block.value());
      if (next == null) {
        block(block, signature, into);
      }
      signature = next;
    }
  }

  private static @Nullable String callSignature(JsonNode block) {
    return block.path("type").asText("").equals("thinking")
        ? CallSignature.in(block.path("thinking").asText(""), block.path("signature").asText(""))
        : null;
  }

  private void block(Place block, @Nullable String signature, List<Content> into) {
    String type = block.object("a block").at("type").text();
    switch (type) {
      case "text" -> into.add(new Content.Text(block.at("text").text()));
      case "image" -> into.add(image(block));
      case "document" -> document(block, into);
      case "search_result" -> searchResult(block, into);
      case "tool_use" -> into.add(call(block, signature));
      case "tool_result" -> into.add(result(block));
      case "tool_reference" ->
          into.add(new Content.Text("Tool found: " + block.at("tool_name").text()));
      case "thinking" -> into.add(thought(block));
      case "redacted_thinking" -> into.add(new Content.SealedThought(block.at("data").text()));
      default -> into.add(new Content.Foreign(type, block.value()));
    }
    CachePoint point = cachePoint(block);
    if (point != null) {
      into.add(point);
    }
  }

  /// Where the prompt up to a block or tool shall be kept.
  static @Nullable CachePoint cachePoint(Place holder) {
    Place control = holder.at("cache_control");
    return control.isUnsaid()
        ? null
        : new CachePoint(control.object("an object").at("ttl").textIfSaid());
  }

  private static Content image(Place block) {
    Place source = block.at("source").object("an object");
    Media media = media(source);
    return media == null
        ? new Content.Foreign("image", block.value())
        : new Content.Image(media, null);
  }

  private static @Nullable Media media(Place source) {
    return switch (source.at("type").text()) {
      case "base64" -> new Media.Inline(source.at("media_type").text(), source.at("data").text());
      case "url" -> new Media.Remote(source.at("url").text(), null);
      case "file" -> new Media.Kept(source.at("file_id").text());
      default -> null;
    };
  }

  /// A document that is a text, or blocks of it, is read as such: every model can.
  private void document(Place block, List<Content> into) {
    leftovers.add("messages[].content[].citations", cited(block));
    leftovers.add("messages[].content[].context", block.at("context").value());
    Place source = block.at("source").object("an object");
    String title = block.at("title").textIfSaid();
    switch (source.at("type").text()) {
      case "text" -> {
        String text = source.at("data").text();
        into.add(new Content.Text(title == null ? text : title + "\n\n" + text));
      }
      case "content" -> {
        if (title != null) {
          into.add(new Content.Text(title));
        }
        read(source.at("content"), into);
      }
      default -> {
        Media media = media(source);
        into.add(
            media == null
                ? new Content.Foreign("document", block.value())
                : new Content.Document(media, title));
      }
    }
  }

  private static JsonNode cited(Place block) {
    return block.at("citations").at("enabled").value();
  }

  /// A hit of the client's own search is read as the text that it is.
  private void searchResult(Place block, List<Content> into) {
    leftovers.add("messages[].content[].citations", cited(block));
    into.add(new Content.Text(block.at("title").text() + "\n" + block.at("source").text()));
    read(block.at("content"), into);
  }

  private static Content call(Place block, @Nullable String signature) {
    Place input = block.at("input");
    String arguments = input.isUnsaid() ? "{}" : input.object("an object").value().toString();
    return new Content.ToolCall(
        block.at("id").text(), block.at("name").text(), arguments, signature);
  }

  private Content result(Place block) {
    return new Content.ToolResult(
        block.at("tool_use_id").text(),
        contents(block.at("content")),
        Boolean.TRUE.equals(block.at("is_error").flagIfSaid()));
  }

  private static Content thought(Place block) {
    String signature = block.at("signature").textIfSaid();
    return new Content.Thought(
        block.at("thinking").text(), signature == null || signature.isEmpty() ? null : signature);
  }
}
