package io.maas.protocol.openai;

import io.maas.protocol.conversation.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Content that is one string or an array of parts, as both dialects have it.
public final class Parts {

  private Parts() {}

  /// Reads it; nothing if it is unsaid.
  ///
  /// @param part reads one part, and adds what it is
  public static List<Content> read(Value said, BiConsumer<Value, List<Content>> part) {
    List<Content> parts = new ArrayList<>();
    if (said.isText()) {
      addText(said, parts);
    } else if (said.isSaid()) {
      if (!said.isArray()) {
        throw said.unexpected("a string or an array of parts");
      }
      said.items().forEach(one -> part.accept(one.requiredObject(), parts));
    }
    return parts;
  }

  /// Adds a text, which must be one; an empty one says nothing.
  public static void addText(Value said, List<Content> parts) {
    String text = said.requiredText();
    if (!text.isEmpty()) {
      parts.add(new Content.Text(text));
    }
  }

  /// Adds the mark that a part bears, if it bears one.
  public static void addMark(Value part, List<Content> parts) {
    Content.CachePoint mark = CacheMarks.on(part);
    if (mark != null) {
      parts.add(mark);
    }
  }
}
