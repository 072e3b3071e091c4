package io.maas.protocol.openai.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.json.Json;
import io.maas.protocol.json.JsonLine;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.ErrorBody;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.ThoughtSignature;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the chunks of one chat completion: the role, the pieces, the finish reason, the usage if
/// the client asked for it, `[DONE]`. All chunks begin with the same bytes, which are made once.
final class ChatStreamEncoder implements StreamEncoder {

  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(US_ASCII);
  private static final byte[] ALIVE = ": alive\n\n".getBytes(US_ASCII);
  private static final byte[] OPEN_CHOICE =
      "\"choices\":[{\"index\":0,\"delta\":{".getBytes(US_ASCII);
  private static final byte[] CLOSE_CHOICE = "},\"finish_reason\":null}]}\n\n".getBytes(US_ASCII);

  private final Heading heading;
  private final boolean usageAsked;
  private final Set<String> freeText;
  private final JsonLine line = new JsonLine();
  private final TreeMap<Integer, Call> calls = new TreeMap<>();

  private byte @Nullable [] head;
  private Told told = Told.NOTHING;
  private boolean declined;
  private boolean stopped;
  private boolean over;

  ChatStreamEncoder(Heading heading, boolean usageAsked, Set<String> freeText) {
    this.heading = heading;
    this.usageAsked = usageAsked;
    this.freeText = freeText;
  }

  /// A call that began.
  private static final class Call {
    private final AnswerEvent.CallBegan began;
    private final @Nullable StringBuilder input;
    private boolean argued;

    Call(AnswerEvent.CallBegan began, boolean free) {
      this.began = began;
      this.input = free ? new StringBuilder() : null;
    }
  }

  @Override
  public void write(AnswerEvent event, ByteArrayOutputStream out) {
    if (over) {
      return;
    }
    switch (event) {
      case AnswerEvent.Began began -> begin(began.model(), out);
      case AnswerEvent.TextPiece piece -> words("\"content\":", piece.text(), out);
      case AnswerEvent.ThoughtPiece piece -> words("\"reasoning_content\":", piece.text(), out);
      case AnswerEvent.DeclinedPiece piece -> {
        declined = true;
        words("\"refusal\":", piece.text(), out);
      }
      case AnswerEvent.CallBegan call -> call(call, out);
      case AnswerEvent.ArgumentsPiece piece -> arguments(piece, out);
      case AnswerEvent.Stopped stop -> stop(stop.stop(), out);
      case AnswerEvent.Counted counted -> told = told.then(counted.told());
      case AnswerEvent.Alive _ -> out.writeBytes(ALIVE);
      case AnswerEvent.ThoughtSigned _,
          AnswerEvent.SealedThoughtCame _,
          AnswerEvent.BlockEnded _ -> {}
      case AnswerEvent.Failed failed -> fail(failed, out);
      case AnswerEvent.Finished _ -> finish(out);
    }
  }

  private void begin(@Nullable String model, ByteArrayOutputStream out) {
    if (head != null) {
      return;
    }
    head =
        line.raw("data: {\"id\":")
            .text("chatcmpl-" + heading.id())
            .raw(",\"object\":\"chat.completion.chunk\",\"created\":")
            .number(heading.createdAt())
            .raw(",\"model\":")
            .text(model == null ? heading.model() : model)
            .raw(",")
            .toBytes();
    delta(out).raw("\"role\":\"assistant\",\"content\":\"\"").raw(CLOSE_CHOICE).to(out);
  }

  private JsonLine delta(ByteArrayOutputStream out) {
    if (head == null) {
      begin(null, out);
    }
    return line.raw(Objects.requireNonNull(head)).raw(OPEN_CHOICE);
  }

  private void words(String field, String text, ByteArrayOutputStream out) {
    delta(out).raw(field).text(text).raw(CLOSE_CHOICE).to(out);
  }

  private void call(AnswerEvent.CallBegan began, ByteArrayOutputStream out) {
    Call call = new Call(began, freeText.contains(began.name()));
    calls.put(began.call(), call);
    if (call.input == null) {
      ObjectNode written = opening(began).put("type", "function");
      written.putObject("function").put("name", began.name()).put("arguments", "");
      toolCall(written, began, out);
    }
  }

  private static ObjectNode opening(AnswerEvent.CallBegan began) {
    return Json.MAPPER.createObjectNode().put("index", began.call()).put("id", began.id());
  }

  private void toolCall(ObjectNode call, AnswerEvent.CallBegan began, ByteArrayOutputStream out) {
    ThoughtSignature.put(call, began.signature());
    byte[] bytes = Bodies.bytes(call);
    delta(out).raw("\"tool_calls\":[").raw(bytes).raw("]").raw(CLOSE_CHOICE).to(out);
  }

  private void arguments(AnswerEvent.ArgumentsPiece piece, ByteArrayOutputStream out) {
    Call call = calls.get(piece.call());
    if (call == null) {
      return;
    }
    if (call.input != null) {
      call.input.append(piece.json());
      return;
    }
    call.argued |= !piece.json().isBlank();
    delta(out)
        .raw("\"tool_calls\":[{\"index\":")
        .number(piece.call())
        .raw(",\"function\":{\"arguments\":")
        .text(piece.json())
        .raw("}}]")
        .raw(CLOSE_CHOICE)
        .to(out);
  }

  /// A client parses the arguments of each call, so none may end without.
  private void completeCalls(ByteArrayOutputStream out) {
    for (Call call : calls.values()) {
      if (call.input != null) {
        ObjectNode written = opening(call.began).put("type", "custom");
        ObjectNode custom = written.putObject("custom").put("name", call.began.name());
        custom.put("input", FreeInput.unwrapped(call.input.toString()));
        toolCall(written, call.began, out);
      } else if (!call.argued) {
        arguments(new AnswerEvent.ArgumentsPiece(call.began.call(), "{}"), out);
      }
    }
  }

  private void stop(@Nullable Stop stop, ByteArrayOutputStream out) {
    if (stopped) {
      return;
    }
    stopped = true;
    completeCalls(out);
    delta(out)
        .raw("},\"finish_reason\":\"")
        .raw(ChatStop.word(stop, declined))
        .raw("\"}]}\n\n")
        .to(out);
  }

  private void finish(ByteArrayOutputStream out) {
    stop(null, out);
    over = true;
    ObjectNode usage = usageAsked ? ChatUsage.write(told) : null;
    if (usage != null && head != null) {
      line.raw(head).raw("\"choices\":[],\"usage\":").raw(usage.toString()).raw("}\n\n").to(out);
    }
    out.writeBytes(DONE);
  }

  private void fail(AnswerEvent.Failed failed, ByteArrayOutputStream out) {
    over = true;
    String code = failed.type() == null ? "upstream_error" : failed.type();
    ErrorBody error = new ErrorBody(failed.message(), "upstream_error", null, code);
    out.writeBytes(error.toStreamEnd(heading.id()));
  }
}
