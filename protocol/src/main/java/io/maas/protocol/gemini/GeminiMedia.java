package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content.Document;
import io.maas.protocol.conversation.Content.Image;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes pictures and documents. What is on the web, Google fetches itself; what is in its own
/// storage (`gs://`) it would read with the rights of whoever the gateway is, which is not for a
/// client to ask.
final class GeminiMedia {

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "heic", "image/heic",
          "pdf", "application/pdf",
          "txt", "text/plain",
          "csv", "text/csv",
          "html", "text/html");

  private final Set<String> dropped;

  GeminiMedia(Set<String> dropped) {
    this.dropped = dropped;
  }

  @Nullable ObjectNode image(Image image) {
    if (image.detail() != null && !image.detail().equals("auto")) {
      dropped.add("detail");
    }
    return part(image.media(), "image/jpeg", "image");
  }

  @Nullable ObjectNode document(Document document) {
    return part(document.media(), "application/pdf", "document");
  }

  /// @param likely the type where nobody told one: Google wants to be told
  private @Nullable ObjectNode part(Media media, String likely, String word) {
    ObjectNode part = Json.MAPPER.createObjectNode();
    switch (media) {
      case Media.Inline inline ->
          part.putObject("inlineData")
              .put("mimeType", named(inline.type()))
              .put("data", inline.base64());
      case Media.Remote remote when isOnTheWeb(remote.url()) ->
          part.putObject("fileData")
              .put("mimeType", remote.type() == null ? type(remote.url(), likely) : remote.type())
              .put("fileUri", remote.url());
      case Media.Remote _, Media.Kept _ -> dropped.add(word);
    }
    return part.isEmpty() ? null : part;
  }

  /// The type by its right name: clients write one that never was.
  private static String named(String type) {
    return type.equals("image/jpg") ? "image/jpeg" : type;
  }

  private static boolean isOnTheWeb(String url) {
    String small = url.toLowerCase(Locale.ROOT);
    return small.startsWith("https://") || small.startsWith("http://");
  }

  /// The type that the ending of the path tells, or else the likely one.
  private static String type(String url, String likely) {
    String path = url.split("[?#]", 2)[0];
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, likely);
  }
}
