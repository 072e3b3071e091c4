package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.json.JsonLine;
import java.io.ByteArrayOutputStream;

/// A call. The free text of a tool that takes one is inside JSON that may be cut anywhere, so it is
/// told when it is whole.
final class OpenCall implements OpenItem {

  private final ResponsesItems items;
  private final int index;
  private final CallBegan began;
  private final boolean free;
  private final String id;
  private final StringBuilder arguments = new StringBuilder();

  OpenCall(
      ResponsesItems items,
      int index,
      CallBegan began,
      ResponsesEvents events,
      ByteArrayOutputStream out) {
    this.items = items;
    this.index = index;
    this.began = began;
    this.free = items.takesText(began.name());
    this.id = items.id(free ? "ctc" : "fc", index);
    events.item("response.output_item.added", index, item("", "in_progress"), out);
  }

  @Override
  public int index() {
    return index;
  }

  void add(String json, ResponsesEvents events, ByteArrayOutputStream out) {
    arguments.append(json);
    if (!free) {
      text("response.function_call_arguments.delta", "delta", json, events, out);
    }
  }

  @Override
  public ObjectNode close(String status, ResponsesEvents events, ByteArrayOutputStream out) {
    if (arguments.toString().isBlank()) {
      add("{}", events, out);
    }
    ObjectNode item = item(arguments.toString(), status);
    if (free) {
      String input = item.path("input").textValue();
      text("response.custom_tool_call_input.delta", "delta", input, events, out);
      text("response.custom_tool_call_input.done", "input", input, events, out);
    } else {
      JsonLine event =
          events
              .about("response.function_call_arguments.done", id, index)
              .raw(",\"name\":")
              .text(item.path("name").textValue())
              .raw(",\"arguments\":")
              .text(arguments.toString());
      events.end(event, out);
    }
    events.item("response.output_item.done", index, item, out);
    return item;
  }

  private ObjectNode item(String text, String status) {
    return items.call(index, began.id(), began.name(), text, began.signature(), status);
  }

  private void text(
      String type, String field, String text, ResponsesEvents events, ByteArrayOutputStream out) {
    JsonLine event = events.about(type, id, index);
    events.end(event.raw(",\"").raw(field).raw("\":").text(text), out);
  }
}
