package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content.Document;
import io.maas.protocol.conversation.Content.Image;
import io.maas.protocol.conversation.Content.Media.Inline;
import io.maas.protocol.json.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes pictures and documents: bytes only. Converse also reads what is in S3, with the rights of
/// whoever signs; a client does not get to choose that.
final class ConverseMedia {

  private static final Map<String, String> IMAGES =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpeg",
          "image/jpg", "jpeg",
          "image/gif", "gif",
          "image/webp", "webp");

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "application/msword", "doc",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md");

  private final Set<String> dropped;
  private final Set<String> names = new HashSet<>();

  ConverseMedia(Set<String> dropped) {
    this.dropped = dropped;
  }

  @Nullable ObjectNode image(Image image) {
    if (image.detail() != null && !image.detail().equals("auto")) {
      dropped.add("detail");
    }
    String format = image.media() instanceof Inline inline ? IMAGES.get(type(inline.type())) : null;
    if (format == null) {
      dropped.add("image");
      return null;
    }
    ObjectNode block = Json.MAPPER.createObjectNode();
    ObjectNode written = block.putObject("image").put("format", format);
    written.putObject("source").put("bytes", ((Inline) image.media()).base64());
    return block;
  }

  @Nullable ObjectNode document(Document document) {
    String format =
        document.media() instanceof Inline inline ? DOCUMENTS.get(type(inline.type())) : null;
    if (format == null) {
      dropped.add("document");
      return null;
    }
    ObjectNode block = Json.MAPPER.createObjectNode();
    ObjectNode written = block.putObject("document").put("format", format);
    written.put("name", name(document.name()));
    written.putObject("source").put("bytes", ((Inline) document.media()).base64());
    return block;
  }

  /// A name in the letters that names have there, and not twice.
  private String name(@Nullable String given) {
    String name = given == null ? "" : given;
    name = name.replaceAll("[^a-zA-Z0-9\\s()\\[\\]-]", "-").replaceAll("\\s+", " ").strip();
    name = name.isEmpty() ? "document" : name.substring(0, Math.min(name.length(), 190));
    String distinct = name;
    for (int i = 2; !names.add(distinct); i++) {
      distinct = name + " (" + i + ")";
    }
    return distinct;
  }

  /// Without parameters, in small letters.
  private static String type(String type) {
    int semicolon = type.indexOf(';');
    String bare = semicolon < 0 ? type : type.substring(0, semicolon);
    return bare.strip().toLowerCase(Locale.ROOT);
  }
}
