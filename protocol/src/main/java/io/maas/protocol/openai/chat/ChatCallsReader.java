package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.openai.ThoughtSignature;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the `tool_calls` of chunks, and `function_call` that came before them. A call's id and
/// name come once, then its arguments by index. Engines differ: some repeat id and name, some leave
/// the index out, some give every call the index 0 and tell them apart by their ids, some send the
/// arguments as an object, some give no id.
final class ChatCallsReader {

  private static final int LEGACY = -1;
  private static final int MOST_CALLS = 1024;

  private final Map<Integer, Call> byIndex = new HashMap<>();
  private @Nullable Call last;
  private @Nullable String answer;
  private int begun;

  /// A call that began.
  private record Call(int number, int index, @Nullable String givenId) {}

  /// Tells which answer the calls belong to.
  void answered(@Nullable String id) {
    answer = id;
  }

  boolean any() {
    return begun > 0;
  }

  void read(JsonNode delta, Consumer<AnswerEvent> sink) {
    JsonNode calls = delta.path("tool_calls");
    for (JsonNode call : calls) {
      read(call, index(call), call.path("function"), sink);
    }
    JsonNode legacy = delta.path("function_call");
    if (legacy.isObject()) {
      read(legacy, LEGACY, legacy, sink);
    }
  }

  /// The index; an engine that gives none means the last call, or by a new id the next.
  private int index(JsonNode call) {
    JsonNode index = call.path("index");
    if (index.isIntegralNumber()) {
      return index.intValue();
    }
    return last == null ? 0 : last.index();
  }

  private void read(JsonNode call, int index, JsonNode function, Consumer<AnswerEvent> sink) {
    String id = ChatAnswerDecoder.words(call.path("id"));
    String name = ChatAnswerDecoder.words(function.path("name"));
    Call known = byIndex.get(index);
    boolean another = known != null && id != null && name != null && !id.equals(known.givenId());
    if (name != null && (known == null || another) && begun < MOST_CALLS) {
      known = new Call(begun++, index, id);
      byIndex.put(index, known);
      String given = id == null ? CallIds.made(answer, known.number()) : id;
      sink.accept(new CallBegan(known.number(), given, name, ThoughtSignature.in(call)));
    }
    if (known == null) {
      return; // arguments of a call that never began
    }
    last = known;
    JsonNode arguments = function.path("arguments");
    String piece = arguments.isObject() ? arguments.toString() : arguments.asText("");
    if (!piece.isEmpty()) {
      sink.accept(new ArgumentsPiece(known.number(), piece));
    }
  }
}
