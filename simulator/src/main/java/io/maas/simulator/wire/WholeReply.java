package io.maas.simulator.wire;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.answer.Answer.ToolCall;
import io.maas.simulator.answer.Answer.Words;
import io.maas.simulator.text.Passage;

/// Writes a reply in one piece.
public final class WholeReply {
  private WholeReply() {}

  public static byte[] write(Reply reply) {
    var out = new ByteWriter(512 + 6 * Reply.tokensAfter(reply.answers(), Integer.MAX_VALUE));
    out.ascii("{\"id\":\"")
        .ascii(reply.id())
        .ascii("\",\"object\":\"")
        .ascii(reply.shape().whole());
    out.ascii("\",\"created\":").number(reply.created());
    out.ascii(",\"model\":").string(reply.model()).ascii(",\"choices\":[");
    for (int i = 0; i < reply.answers().size(); i++) {
      out.ascii(i == 0 ? "{\"index\":" : ",{\"index\":").number(i).ascii(",");
      choice(out, reply, i);
    }
    out.ascii("],\"service_tier\":null,\"system_fingerprint\":null");
    if (reply.usage() != Reply.UsageShown.NEVER) {
      out.ascii(",\"usage\":");
      reply.usageAfter(Integer.MAX_VALUE).write(out);
    }
    return out.ascii(",\"kv_transfer_params\":null}").toBytes();
  }

  private static void choice(ByteWriter out, Reply reply, int choice) {
    var answer = reply.answers().get(choice);
    if (reply.shape() == Shape.CHAT) {
      out.ascii("\"message\":{\"role\":\"assistant\",\"content\":");
    } else {
      out.ascii("\"text\":");
    }
    switch (answer) {
      case Words words -> text(out, words.passage());
      case ToolCall _ -> out.ascii("null");
    }
    if (reply.shape() == Shape.CHAT) {
      out.ascii(",\"refusal\":null,\"reasoning_content\":null,\"tool_calls\":[");
      if (answer instanceof ToolCall call) {
        out.ascii("{\"id\":\"").ascii(reply.toolCallId(choice));
        out.ascii("\",\"type\":\"function\",\"function\":{\"name\":").string(call.name());
        text(out.ascii(",\"arguments\":"), call.arguments());
        out.ascii("}}");
      }
      out.ascii("]}");
    }
    ending(out, answer);
    out.ascii("}");
  }

  private static void text(ByteWriter out, Passage passage) {
    out.ascii("\"");
    for (int i = 0; i < passage.length(); i++) {
      out.raw(passage.piece(i).json());
    }
    out.ascii("\"");
  }

  /// The reasons of an end, beginning with a comma.
  static void ending(ByteWriter out, Answer answer) {
    out.ascii(",\"logprobs\":null,\"finish_reason\":\"").ascii(answer.finish().word()).ascii("\"");
    out.ascii(",\"stop_reason\":");
    if (answer instanceof Words words && words.stopSequence() != null) {
      out.string(words.stopSequence());
    } else {
      out.ascii("null");
    }
  }
}
