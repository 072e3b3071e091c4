package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.JsonLine;
import io.maas.protocol.openai.Bodies;
import java.io.ByteArrayOutputStream;

/// A message of one part: text, or that the model will not.
final class OpenMessage implements OpenItem {

  private final ResponsesItems items;
  private final int index;
  private final String id;
  private final boolean refusal;
  private final StringBuilder said = new StringBuilder();

  OpenMessage(
      ResponsesItems items,
      int index,
      boolean refusal,
      ResponsesEvents events,
      ByteArrayOutputStream out) {
    this.items = items;
    this.index = index;
    this.id = items.id("msg", index);
    this.refusal = refusal;
    events.item(
        "response.output_item.added", index, items.message(index, null, "in_progress"), out);
    part("response.content_part.added", part(), events, out);
  }

  @Override
  public int index() {
    return index;
  }

  boolean isRefusal() {
    return refusal;
  }

  void add(String text, ResponsesEvents events, ByteArrayOutputStream out) {
    said.append(text);
    String type = refusal ? "response.refusal.delta" : "response.output_text.delta";
    text(type, "delta", text, events, out);
  }

  @Override
  public ObjectNode close(String status, ResponsesEvents events, ByteArrayOutputStream out) {
    String type = refusal ? "response.refusal.done" : "response.output_text.done";
    text(type, refusal ? "refusal" : "text", said.toString(), events, out);
    part("response.content_part.done", part(), events, out);
    ObjectNode item = items.message(index, part(), status);
    events.item("response.output_item.done", index, item, out);
    return item;
  }

  private ObjectNode part() {
    String text = said.toString();
    return refusal ? ResponsesItems.refusal(text) : ResponsesItems.text(text);
  }

  private void text(
      String type, String field, String text, ResponsesEvents events, ByteArrayOutputStream out) {
    JsonLine event =
        events
            .about(type, id, index)
            .raw(",\"content_index\":0,\"")
            .raw(field)
            .raw("\":")
            .text(text);
    events.end(refusal ? event : event.raw(",\"logprobs\":[]"), out);
  }

  private void part(
      String type, ObjectNode part, ResponsesEvents events, ByteArrayOutputStream out) {
    JsonLine event = events.about(type, id, index).raw(",\"content_index\":0,\"part\":");
    events.end(event.raw(Bodies.bytes(part)), out);
  }
}
