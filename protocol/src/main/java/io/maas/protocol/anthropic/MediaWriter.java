package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content.Document;
import io.maas.protocol.conversation.Content.Image;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes pictures and files.
final class MediaWriter {

  private final Dropped dropped;

  MediaWriter(Dropped dropped) {
    this.dropped = dropped;
  }

  ObjectNode image(Image image) {
    String detail = image.detail();
    if (detail != null && !detail.equals("auto")) {
      dropped.name("detail");
    }
    ObjectNode block = block("image");
    source(image.media(), block);
    return block;
  }

  /// A PDF, or a text; null, and said to be dropped, if it is neither.
  @Nullable ObjectNode document(Document document) {
    ObjectNode block = block("document");
    if (document.media() instanceof Media.Inline inline && !isPdf(inline)) {
      String text = text(inline);
      if (text == null) {
        dropped.name("document " + inline.type());
        return null;
      }
      block
          .putObject("source")
          .put("type", "text")
          .put("media_type", "text/plain")
          .put("data", text);
    } else {
      source(document.media(), block);
    }
    if (document.name() != null) {
      block.put("title", document.name());
    }
    return block;
  }

  private static ObjectNode block(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }

  private static void source(Media media, ObjectNode block) {
    ObjectNode source = block.putObject("source");
    switch (media) {
      case Media.Inline(String type, String base64) ->
          source.put("type", "base64").put("media_type", spelled(type)).put("data", base64);
      case Media.Remote(String url, _) -> source.put("type", "url").put("url", url);
      case Media.Kept(String id) -> source.put("type", "file").put("file_id", id);
    }
  }

  /// Clients write `image/jpg`, and the provider refuses it.
  private static String spelled(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.equals("image/jpg") ? "image/jpeg" : lower;
  }

  private static boolean isPdf(Media.Inline inline) {
    return inline.type().equalsIgnoreCase("application/pdf");
  }

  private static @Nullable String text(Media.Inline inline) {
    String type = inline.type().toLowerCase(Locale.ROOT);
    if (!type.startsWith("text/") && !type.startsWith("application/json")) {
      return null;
    }
    try {
      return new String(Base64.getDecoder().decode(inline.base64()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null; // not base64
    }
  }
}
