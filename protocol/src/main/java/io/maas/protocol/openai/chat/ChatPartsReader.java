package io.maas.protocol.openai.chat;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.openai.CacheMarks;
import io.maas.protocol.openai.DataUrl;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.Parts;
import io.maas.protocol.openai.Value;
import java.util.List;
import java.util.Set;

/// Reads the `content` of a message: a string, or parts.
final class ChatPartsReader {

  private static final Set<String> KNOWN =
      Set.of("type", "text", "refusal", "image_url", "file", CacheMarks.FIELD);

  private final Leftovers leftovers;

  ChatPartsReader(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  List<Content> read(Value content) {
    return Parts.read(content, this::part);
  }

  private void part(Value part, List<Content> parts) {
    String type = part.at("type").requiredText();
    switch (type) {
      case "text" -> Parts.addText(part.at("text"), parts);
      case "refusal" -> parts.add(new Content.Declined(part.at("refusal").requiredText()));
      case "image_url" -> parts.add(image(part.at("image_url")));
      case "file" -> parts.add(file(part.at("file").requiredObject()));
      default -> parts.add(new Content.Foreign(type, part.node()));
    }
    if (!(parts.isEmpty() || parts.getLast() instanceof Content.Foreign)) {
      leftovers.addUnknown(part, KNOWN);
    }
    Parts.addMark(part, parts);
  }

  private static Content image(Value image) {
    return image.isText()
        ? new Content.Image(DataUrl.media(image), null)
        : new Content.Image(
            DataUrl.media(image.requiredObject().at("url")), image.at("detail").text());
  }

  private static Content file(Value file) {
    Value id = file.at("file_id");
    Media media =
        id.isSaid() ? new Media.Kept(id.requiredText()) : DataUrl.file(file.at("file_data"));
    return new Content.Document(media, file.at("filename").text());
  }
}
