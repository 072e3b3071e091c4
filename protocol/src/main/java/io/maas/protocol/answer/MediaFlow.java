package io.maas.protocol.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.maas.protocol.request.Operation;
import io.maas.protocol.sse.Data;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Passes OpenAI's streams of transcripts, of speech and of pictures as they are, and reads along.
///
/// Such a stream need not end with `[DONE]`: it has ended when the upstream closes it behind an
/// event that says so. That event is held until then, so that nobody has heard the last word before
/// it is written down what it cost. Of several pictures each has such an event.
public final class MediaFlow implements StreamFlow {

  private static final int LONGEST_STRING = 64 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
          .build();

  private final EventSplitter splitter;
  private final UsageReader usage;
  private final ByteArrayOutputStream last = new ByteArrayOutputStream(0);
  private @Nullable String model;
  private @Nullable String finishReason;
  private boolean failed;
  private boolean said;
  private boolean ended;
  private long pieces;

  /// @param operation what was asked
  /// @param longestEvent bytes after which an event without end is an error
  public MediaFlow(Operation operation, int longestEvent) {
    this.splitter = new EventSplitter(longestEvent);
    this.usage = new UsageReader(operation);
  }

  @Override
  public State feed(byte[] piece, ByteArrayOutputStream out) {
    boolean sane = splitter.feed(piece, (bytes, from, to) -> event(bytes, from, to, out));
    return ended ? State.ENDED : sane ? State.OPEN : State.BROKEN;
  }

  @Override
  public State close(ByteArrayOutputStream out) {
    if (!said || splitter.isMidEvent()) {
      return State.BROKEN;
    }
    out.writeBytes(last.toByteArray());
    return State.ENDED;
  }

  @Override
  public Answer answer() {
    return new Answer(usage.usage(), finishReason, model, failed);
  }

  @Override
  public long pieces() {
    return pieces;
  }

  private void event(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
    if (ended) {
      return; // what an engine says after its last word
    }
    out.writeBytes(last.toByteArray());
    last.reset();
    Data data = Data.of(bytes, from, to);
    boolean done = data != null && data.is("[DONE]");
    boolean says = data != null && !done && read(data);
    said |= says;
    ended = failed || done;
    if (says && !ended) {
      last.write(bytes, from, to - from);
    } else {
      out.write(bytes, from, to - from);
    }
  }

  /// Reads an event, its large strings skipped.
  ///
  /// @return whether it says that something is complete
  private boolean read(Data data) {
    Event event = new Event();
    try (JsonParser parser = JSON.createParser(data.bytes(), data.from(), data.length())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          field(parser, event);
        }
      }
    } catch (IOException _) {
      return false; // not ours to judge; the client's own parser will
    }
    failed |= event.error;
    pieces += event.error || event.complete ? 0 : 1;
    if (event.picture) {
      usage.image();
    }
    return event.complete;
  }

  private static final class Event {
    private boolean complete;
    private boolean picture;
    private boolean error;
  }

  private void field(JsonParser parser, Event event) throws IOException {
    String name = parser.currentName();
    JsonToken token = parser.nextToken();
    switch (name) {
      case "type" -> {
        String type = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        event.picture =
            type.equals("image_generation.completed") || type.equals("image_edit.completed");
        event.complete |= event.picture || type.endsWith(".done");
        event.error |= type.equals("error");
      }
      case "model" -> model = token == JsonToken.VALUE_STRING ? parser.getText() : model;
      case "error" -> event.error |= token == JsonToken.START_OBJECT;
      case "usage" -> usage(parser, token);
      case "choices" -> event.complete |= choices(parser, token);
      default -> {}
    }
    parser.skipChildren();
  }

  private void usage(JsonParser parser, JsonToken token) throws IOException {
    int depth = token == JsonToken.START_OBJECT ? 1 : 0;
    while (depth > 0) {
      JsonToken next = parser.nextToken();
      if (next == null) {
        return;
      }
      depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      if (next.isScalarValue() && parser.currentName() != null) {
        usage.number(parser.currentName(), depth > 1, parser);
      }
    }
  }

  /// vLLM streams transcripts as it streams chats.
  private boolean choices(JsonParser parser, JsonToken token) throws IOException {
    boolean complete = false;
    int depth = token == JsonToken.START_ARRAY ? 1 : 0;
    while (depth > 0) {
      JsonToken next = parser.nextToken();
      if (next == null) {
        return complete;
      }
      depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      if (depth == 2
          && next == JsonToken.VALUE_STRING
          && "finish_reason".equals(parser.currentName())) {
        finishReason = parser.getText();
        complete = true;
      }
    }
    return complete;
  }
}
