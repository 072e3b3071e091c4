package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.openai.ThoughtSignature;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Reads the events of a response's items, by `output_index`. An item that came without deltas is
/// told whole when it is done.
///
/// The free text of a custom tool becomes the JSON `{"input":…}` piece by piece.
final class ResponsesItemsReader {

  private static final int MOST_ITEMS = 4096;

  private final Map<Integer, Item> items = new HashMap<>();
  private int calls;
  private boolean declined;

  /// What came of an item so far.
  private static final class Item {
    private int call = -1;
    private boolean told;
  }

  boolean called() {
    return calls > 0;
  }

  boolean declined() {
    return declined;
  }

  void read(String type, JsonNode event, Consumer<AnswerEvent> sink) {
    int index = event.path("output_index").asInt(0);
    if (items.size() > MOST_ITEMS) {
      return;
    }
    Item item = items.computeIfAbsent(index, _ -> new Item());
    String delta = event.path("delta").asText("");
    switch (type) {
      case "response.output_item.added" -> added(item, event.path("item"), sink);
      case "response.output_item.done" -> {
        done(item, event.path("item"), sink);
        items.remove(index);
      }
      case "response.output_text.delta" -> told(item, new AnswerEvent.TextPiece(delta), sink);
      case "response.refusal.delta" -> {
        declined = true;
        told(item, new AnswerEvent.DeclinedPiece(delta), sink);
      }
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          told(item, new AnswerEvent.ThoughtPiece(delta), sink);
      case "response.reasoning_summary_part.added" -> {
        if (item.told) {
          sink.accept(new AnswerEvent.ThoughtPiece("\n\n"));
        }
      }
      case "response.function_call_arguments.delta" -> arguments(item, delta, sink);
      case "response.custom_tool_call_input.delta" -> input(item, delta, sink);
      default -> {} // events that nobody here knows, or that repeat what was told
    }
  }

  private static void told(Item item, AnswerEvent piece, Consumer<AnswerEvent> sink) {
    item.told = true;
    sink.accept(piece);
  }

  private void added(Item item, JsonNode declared, Consumer<AnswerEvent> sink) {
    switch (declared.path("type").asText("")) {
      case "function_call", "custom_tool_call" -> call(item, declared, sink);
      default -> {}
    }
  }

  private void call(Item item, JsonNode declared, Consumer<AnswerEvent> sink) {
    String name = ResponsesAnswerDecoder.words(declared.path("name"));
    if (item.call < 0 && name != null) {
      item.call = calls++;
      sink.accept(
          new AnswerEvent.CallBegan(
              item.call,
              ResponsesAnswerDecoder.callId(declared),
              name,
              ThoughtSignature.in(declared)));
    }
  }

  private static void arguments(Item item, String json, Consumer<AnswerEvent> sink) {
    if (item.call >= 0 && !json.isEmpty()) {
      told(item, new AnswerEvent.ArgumentsPiece(item.call, json), sink);
    }
  }

  private static void input(Item item, String text, Consumer<AnswerEvent> sink) {
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    arguments(item, item.told ? escaped : "{\"input\":\"" + escaped, sink);
  }

  private void done(Item item, JsonNode whole, Consumer<AnswerEvent> sink) {
    switch (whole.path("type").asText("")) {
      case "message" -> message(item, whole, sink);
      case "function_call" -> {
        call(item, whole, sink);
        if (!item.told) {
          arguments(item, ResponsesAnswerDecoder.arguments(whole), sink);
        }
      }
      case "custom_tool_call" -> {
        call(item, whole, sink);
        if (!item.told) {
          input(item, whole.path("input").asText(""), sink);
        }
        arguments(item, "\"}", sink);
      }
      case "reasoning" -> thought(item, whole, sink);
      default -> {
        return;
      }
    }
    sink.accept(new AnswerEvent.BlockEnded());
  }

  private void message(Item item, JsonNode whole, Consumer<AnswerEvent> sink) {
    if (item.told) {
      return;
    }
    for (JsonNode part : whole.path("content")) {
      String text = ResponsesAnswerDecoder.words(part.path("text"));
      if (text != null) {
        sink.accept(new AnswerEvent.TextPiece(text));
      }
      String refusal = ResponsesAnswerDecoder.words(part.path("refusal"));
      if (refusal != null) {
        declined = true;
        sink.accept(new AnswerEvent.DeclinedPiece(refusal));
      }
    }
  }

  private static void thought(Item item, JsonNode whole, Consumer<AnswerEvent> sink) {
    String sealed = ResponsesAnswerDecoder.words(whole.path("encrypted_content"));
    String text = item.told ? null : ResponsesAnswerDecoder.thought(whole);
    if (text != null) {
      sink.accept(new AnswerEvent.ThoughtPiece(text));
    }
    if (sealed != null) {
      sink.accept(
          item.told || text != null
              ? new AnswerEvent.ThoughtSigned(sealed)
              : new AnswerEvent.SealedThoughtCame(sealed));
    }
  }
}
