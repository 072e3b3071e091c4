package io.maas.protocol.openai.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the events of one response: that it began, its items, and last the response whole, since
/// usage may come after everything else.
///
/// One message or thought is open at a time. Calls stay open beside it until they are said to be
/// whole: an upstream may tell several at once, and events name the item that they belong to.
final class ResponsesStreamEncoder implements StreamEncoder {

  private static final byte[] ALIVE = ": alive\n\n".getBytes(US_ASCII);
  private static final String COMPLETED = "completed";
  private static final String INCOMPLETE = "incomplete";

  private final ResponseObject response;
  private final ResponsesItems items;
  private final ResponsesEvents events = new ResponsesEvents();
  private final TreeMap<Integer, OpenCall> calls = new TreeMap<>();
  private final TreeMap<Integer, ObjectNode> done = new TreeMap<>();

  private @Nullable OpenItem open;
  private int lastCall = -1;
  private int begun;
  private boolean began;
  private boolean declined;
  private boolean over;
  private Stop stop = Stop.of(Stop.Reason.END);
  private Told told = Told.NOTHING;

  ResponsesStreamEncoder(Conversation asked, Heading heading) {
    this.response = new ResponseObject(asked, heading);
    this.items = new ResponsesItems(heading.id(), asked.tools());
  }

  @Override
  public void write(AnswerEvent event, ByteArrayOutputStream out) {
    if (over) {
      return;
    }
    switch (event) {
      case AnswerEvent.Began first -> {
        response.model(first.model());
        begin(out);
      }
      case AnswerEvent.TextPiece piece -> message(false, out).add(piece.text(), events, out);
      case AnswerEvent.DeclinedPiece piece -> {
        declined = true;
        message(true, out).add(piece.text(), events, out);
      }
      case AnswerEvent.ThoughtPiece piece -> thought(out).add(piece.text(), events, out);
      case AnswerEvent.ThoughtSigned signed -> thought(out).sign(signed.signature());
      case AnswerEvent.SealedThoughtCame sealed -> sealed(sealed.data(), out);
      case AnswerEvent.CallBegan call -> call(call, out);
      case AnswerEvent.ArgumentsPiece piece -> arguments(piece, out);
      case AnswerEvent.BlockEnded _ -> blockEnded(out);
      case AnswerEvent.Stopped stopped -> {
        stop = stopped.stop();
        closeAll(isCut() ? INCOMPLETE : COMPLETED, out);
      }
      case AnswerEvent.Counted counted -> told = told.then(counted.told());
      case AnswerEvent.Alive _ -> out.writeBytes(ALIVE);
      case AnswerEvent.Failed failed -> fail(failed, out);
      case AnswerEvent.Finished _ -> finish(out);
    }
  }

  private boolean isCut() {
    return stop.reason() == Stop.Reason.LENGTH || stop.reason() == Stop.Reason.CONTEXT;
  }

  private void begin(ByteArrayOutputStream out) {
    if (began) {
      return;
    }
    began = true;
    ObjectNode first = response.write("in_progress", null, null, output(), null);
    events.write("response.created", "response", first, out);
    events.write("response.in_progress", "response", first, out);
  }

  private OpenMessage message(boolean refusal, ByteArrayOutputStream out) {
    if (open instanceof OpenMessage message && message.isRefusal() == refusal) {
      return message;
    }
    next(out);
    OpenMessage message = new OpenMessage(items, begun++, refusal, events, out);
    open = message;
    return message;
  }

  private OpenThought thought(ByteArrayOutputStream out) {
    if (open instanceof OpenThought thought && !thought.isSigned()) {
      return thought;
    }
    next(out);
    OpenThought thought = new OpenThought(items, begun++, events, out);
    open = thought;
    return thought;
  }

  /// Makes room for an item.
  private void next(ByteArrayOutputStream out) {
    begin(out);
    closeOpen(COMPLETED, out);
  }

  private void sealed(String data, ByteArrayOutputStream out) {
    next(out);
    int index = begun++;
    ObjectNode item = items.thought(index, null, data);
    events.item("response.output_item.added", index, items.thought(index, null, null), out);
    events.item("response.output_item.done", index, item, out);
    done.put(index, item);
  }

  private void call(AnswerEvent.CallBegan call, ByteArrayOutputStream out) {
    next(out);
    calls.put(call.call(), new OpenCall(items, begun++, call, events, out));
    lastCall = call.call();
  }

  private void arguments(AnswerEvent.ArgumentsPiece piece, ByteArrayOutputStream out) {
    OpenCall call = calls.get(piece.call());
    if (call != null) {
      lastCall = piece.call();
      call.add(piece.json(), events, out);
    }
  }

  private void blockEnded(ByteArrayOutputStream out) {
    if (open != null) {
      closeOpen(COMPLETED, out);
      return;
    }
    OpenCall call = calls.remove(lastCall);
    if (call != null) {
      done.put(call.index(), call.close(COMPLETED, events, out));
    }
  }

  private void closeOpen(String status, ByteArrayOutputStream out) {
    if (open != null) {
      done.put(open.index(), open.close(status, events, out));
      open = null;
    }
  }

  private void closeAll(String status, ByteArrayOutputStream out) {
    closeOpen(status, out);
    for (Map.Entry<Integer, OpenCall> call : calls.entrySet()) {
      done.put(call.getValue().index(), call.getValue().close(status, events, out));
    }
    calls.clear();
  }

  private ArrayNode output() {
    ArrayNode output = Json.MAPPER.createArrayNode();
    done.values().forEach(output::add);
    return output;
  }

  private void finish(ByteArrayOutputStream out) {
    begin(out);
    closeAll(COMPLETED, out);
    over = true;
    ResponsesStop end = ResponsesStop.of(stop, declined);
    ObjectNode whole =
        response.write(end.status(), end.reason(), null, output(), ResponsesUsage.write(told));
    events.write("response." + end.status(), "response", whole, out);
  }

  private void fail(AnswerEvent.Failed failed, ByteArrayOutputStream out) {
    begin(out);
    over = true;
    ObjectNode error = ResponsesError.of(failed.type(), failed.message()).tree();
    ObjectNode whole = response.write("failed", null, error, output(), ResponsesUsage.write(told));
    events.write("response.failed", "response", whole, out);
  }
}
