package io.maas.protocol.openai.responses;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.Media;
import io.maas.protocol.openai.CacheMarks;
import io.maas.protocol.openai.DataUrl;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.Parts;
import io.maas.protocol.openai.Value;
import java.util.List;
import java.util.Set;

/// Reads what an item says: a string, or parts.
final class ResponsesPartsReader {

  /// `annotations` and `logprobs` come back with an assistant's message as it was answered.
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "text",
          "refusal",
          "image_url",
          "file_id",
          "detail",
          "file_data",
          "file_url",
          "filename",
          "annotations",
          "logprobs",
          CacheMarks.FIELD);

  private final Leftovers leftovers;

  ResponsesPartsReader(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  List<Content> read(Value said) {
    return Parts.read(said, this::part);
  }

  private void part(Value part, List<Content> parts) {
    String type = part.at("type").requiredText();
    switch (type) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          Parts.addText(part.at("text"), parts);
      case "refusal" -> parts.add(new Content.Declined(part.at("refusal").requiredText()));
      case "input_image" -> parts.add(new Content.Image(image(part), part.at("detail").text()));
      case "input_file" -> parts.add(new Content.Document(file(part), part.at("filename").text()));
      default -> {
        parts.add(new Content.Foreign(type, part.node()));
        return;
      }
    }
    leftovers.addUnknown(part, KNOWN);
    Parts.addMark(part, parts);
  }

  private static Media image(Value part) {
    Value id = part.at("file_id");
    return id.isSaid() ? new Media.Kept(id.requiredText()) : DataUrl.media(part.at("image_url"));
  }

  private static Media file(Value part) {
    if (part.at("file_id").isSaid()) {
      return new Media.Kept(part.at("file_id").requiredText());
    }
    return part.at("file_url").isSaid()
        ? new Media.Remote(part.at("file_url").requiredText(), null)
        : DataUrl.file(part.at("file_data"));
  }
}
