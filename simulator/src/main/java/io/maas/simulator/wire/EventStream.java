package io.maas.simulator.wire;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.answer.Answer.ToolCall;
import io.maas.simulator.answer.Answer.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a reply as server-sent events: one for each token of each choice, with an opening one
/// before and, where a model ended of itself, a closing one after.
///
/// What is the same in every event is put together once.
public final class EventStream {
  private static final byte[] UNFINISHED = ascii(",\"logprobs\":null,\"finish_reason\":null}");
  private static final byte[] END = ascii("}\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");

  private final Reply reply;
  private final byte[] head;
  private final List<byte[]> beforePiece = new ArrayList<>();
  private final byte[] afterPiece;
  private final int largestEvent;

  public EventStream(Reply reply) {
    this.reply = reply;
    var common = new ByteWriter(256);
    common.ascii("data: {\"id\":\"").ascii(reply.id());
    common.ascii("\",\"object\":\"").ascii(reply.shape().chunk());
    common.ascii("\",\"created\":").number(reply.created());
    common.ascii(",\"model\":").string(reply.model()).ascii(",\"choices\":[");
    head = common.toBytes();
    for (int i = 0; i < reply.answers().size(); i++) {
      var before = new ByteWriter(head.length + 64).raw(head).ascii("{\"index\":").number(i);
      beforePiece.add(before.ascii(",").ascii(reply.shape().beforePiece()).toBytes());
    }
    afterPiece = ascii(reply.shape().afterPiece());
    largestEvent = head.length + 160;
  }

  /// A writer with room for that many steps.
  public ByteWriter writer(int steps) {
    return new ByteWriter((steps * reply.answers().size() + 3) * largestEvent);
  }

  /// What comes before the first token: the role, in a chat.
  public void open(ByteWriter out) {
    if (reply.shape() == Shape.CHAT) {
      for (int i = 0; i < reply.answers().size(); i++) {
        out.raw(head).ascii("{\"index\":").number(i);
        out.ascii(",\"delta\":{\"role\":\"assistant\",\"content\":\"\"}").raw(UNFINISHED);
        end(out, 0);
      }
    }
  }

  /// The events of the steps after `from`, up to `to`.
  public void steps(ByteWriter out, int from, int to) {
    for (int step = from + 1; step <= to; step++) {
      for (int i = 0; i < reply.answers().size(); i++) {
        var answer = reply.answers().get(i);
        if (step <= answer.steps()) {
          step(out, i, answer, step);
        }
      }
    }
  }

  /// What comes after the last token.
  public void close(ByteWriter out) {
    if (reply.usage() != Reply.UsageShown.NEVER) {
      out.raw(head).ascii("],\"usage\":");
      reply.usageAfter(Integer.MAX_VALUE).write(out);
      out.raw(END);
    }
    out.raw(DONE);
  }

  /// An error in the middle, after which the stream ends.
  public static void error(ByteWriter out, ApiError error) {
    out.ascii("data: ").raw(error.toJson()).ascii("\n\n").raw(DONE);
  }

  /// An event that is none.
  public static void garbage(ByteWriter out) {
    out.ascii("data: {\"id\":\"chatcmpl-\",\"choices\":[{\"ind\n\n<html>\u0000\u00ff\u00fe\n\n");
  }

  private void step(ByteWriter out, int choice, Answer answer, int step) {
    switch (answer) {
      case Words words -> {
        out.raw(beforePiece.get(choice)).raw(words.passage().piece(step - 1).json());
        out.raw(afterPiece);
      }
      case ToolCall call when step == 1 -> {
        out.raw(head).ascii("{\"index\":").number(choice);
        out.ascii(",\"delta\":{\"tool_calls\":[{\"id\":\"").ascii(reply.toolCallId(choice));
        out.ascii("\",\"type\":\"function\",\"index\":0,\"function\":{\"name\":")
            .string(call.name());
        out.ascii(",\"arguments\":\"\"}}]}");
      }
      case ToolCall call -> {
        out.raw(head).ascii("{\"index\":").number(choice);
        out.ascii(",\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"");
        out.raw(call.arguments().piece(step - 2).json()).ascii("\"}}]}");
      }
    }
    boolean last = step == answer.steps();
    boolean closesApart = closesApart(answer);
    if (last && !closesApart) {
      WholeReply.ending(out, answer);
      out.ascii("}");
    } else {
      out.raw(UNFINISHED);
    }
    end(out, step);
    if (last && closesApart) {
      out.raw(beforePiece.get(choice)).raw(afterPiece);
      WholeReply.ending(out, answer);
      end(out.ascii("}"), step);
    }
  }

  private static boolean closesApart(Answer answer) {
    return switch (answer) {
      case Words words -> words.endedOfItself();
      case ToolCall _ -> true;
    };
  }

  private void end(ByteWriter out, int step) {
    out.ascii("]");
    if (reply.usage() == Reply.UsageShown.ALWAYS) {
      out.ascii(",\"usage\":");
      reply.usageAfter(step).write(out);
    }
    out.raw(END);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
