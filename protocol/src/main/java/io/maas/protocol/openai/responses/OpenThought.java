package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import io.maas.protocol.json.JsonLine;
import io.maas.protocol.openai.Bodies;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// A thought of which something may be read.
final class OpenThought implements OpenItem {

  private final ResponsesItems items;
  private final int index;
  private final String id;
  private final StringBuilder said = new StringBuilder();
  private @Nullable String signature;

  OpenThought(ResponsesItems items, int index, ResponsesEvents events, ByteArrayOutputStream out) {
    this.items = items;
    this.index = index;
    this.id = items.id("rs", index);
    events.item("response.output_item.added", index, items.thought(index, null, null), out);
    part("response.reasoning_summary_part.added", events, out);
  }

  @Override
  public int index() {
    return index;
  }

  boolean isSigned() {
    return signature != null;
  }

  void add(String text, ResponsesEvents events, ByteArrayOutputStream out) {
    said.append(text);
    text("response.reasoning_summary_text.delta", "delta", text, events, out);
  }

  void sign(String by) {
    signature = by;
  }

  @Override
  public ObjectNode close(String status, ResponsesEvents events, ByteArrayOutputStream out) {
    text("response.reasoning_summary_text.done", "text", said.toString(), events, out);
    part("response.reasoning_summary_part.done", events, out);
    ObjectNode item = items.thought(index, said.toString(), signature);
    events.item("response.output_item.done", index, item, out);
    return item;
  }

  private void text(
      String type, String field, String text, ResponsesEvents events, ByteArrayOutputStream out) {
    JsonLine event = events.about(type, id, index).raw(",\"summary_index\":0,\"");
    events.end(event.raw(field).raw("\":").text(text), out);
  }

  private void part(String type, ResponsesEvents events, ByteArrayOutputStream out) {
    ObjectNode part = Json.MAPPER.createObjectNode().put("type", "summary_text");
    byte[] bytes = Bodies.bytes(part.put("text", said.toString()));
    JsonLine event = events.about(type, id, index).raw(",\"summary_index\":0,\"part\":");
    events.end(event.raw(bytes), out);
  }
}
