package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.openai.EventData;
import io.maas.protocol.openai.ToldError;
import java.util.function.Consumer;

/// Reads the typed events of one response. Those that it does not know it passes over. The end is
/// `response.completed`, `.incomplete` or `.failed`; a `[DONE]` after it says nothing.
final class ResponsesStreamDecoder implements StreamDecoder {

  private final ResponsesItemsReader items = new ResponsesItemsReader();
  private boolean began;
  private boolean over;

  @Override
  public void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> sink) {
    if (over) {
      return;
    }
    switch (EventData.of(bytes, from, to)) {
      case EventData.Tree tree -> event(tree.event(), sink);
      case EventData.Done _ -> {}
      case EventData.Nothing _ -> sink.accept(new AnswerEvent.Alive());
      case EventData.Garbage _ -> fail(new ToldError(null, "the upstream sent no JSON"), sink);
    }
  }

  @Override
  public void ended(Consumer<AnswerEvent> sink) {
    // a stream without its terminal event is cut off
  }

  private void fail(ToldError error, Consumer<AnswerEvent> sink) {
    over = true;
    sink.accept(new AnswerEvent.Failed(error.type(), error.message()));
  }

  private void event(JsonNode event, Consumer<AnswerEvent> sink) {
    String type = event.path("type").asText("");
    JsonNode response = event.path("response");
    ToldError error = ToldError.in(event);
    if (error != null || type.equals("error")) {
      fail(error == null ? ToldError.of(event) : error, sink);
      return;
    }
    switch (type) {
      case "response.failed", "response.cancelled" -> {
        count(response, sink);
        fail(ToldError.of(response.path("error")), sink);
      }
      case "response.completed", "response.incomplete" -> {
        begin(response, sink);
        finish(response, sink);
      }
      case "response.created", "response.queued", "response.in_progress" -> begin(response, sink);
      default -> {
        begin(response, sink);
        items.read(type, event, sink);
      }
    }
  }

  private void begin(JsonNode response, Consumer<AnswerEvent> sink) {
    if (!began) {
      began = true;
      String id = ResponsesAnswerDecoder.words(response.path("id"));
      String model = ResponsesAnswerDecoder.words(response.path("model"));
      sink.accept(new AnswerEvent.Began(id, model));
    }
  }

  private static void count(JsonNode response, Consumer<AnswerEvent> sink) {
    Told told = ResponsesUsage.read(response.path("usage"));
    if (told != null) {
      sink.accept(new AnswerEvent.Counted(told));
    }
  }

  private void finish(JsonNode response, Consumer<AnswerEvent> sink) {
    over = true;
    sink.accept(
        new AnswerEvent.Stopped(ResponsesStop.read(response, items.called(), items.declined())));
    count(response, sink);
    sink.accept(new AnswerEvent.Finished());
  }
}
