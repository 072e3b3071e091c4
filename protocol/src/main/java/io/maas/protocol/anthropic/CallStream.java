package io.maas.protocol.anthropic;

import io.maas.protocol.anthropic.BlockStream.Kind;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes calls one after the other, however the upstream mixes their pieces: the first passes as
/// it comes, the others wait for it. Not thread-safe.
///
/// An end of a block says nothing of which call it ends while others wait; then they wait for
/// something that is no call.
final class CallStream {

  /// Characters of waiting calls, after which the answer is of no use.
  private static final int MOST_WAITING = 8 * 1024 * 1024;

  /// What a waiting call costs beside its words.
  private static final int COST = 256;

  /// A call that waits.
  private record Waiting(CallBegan began, StringBuilder arguments) {}

  private final BlockStream blocks;
  private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();
  private @Nullable Integer passing;
  private int held;

  CallStream(BlockStream blocks) {
    this.blocks = blocks;
  }

  /// Whether the open block is a call.
  boolean isPassing() {
    return passing != null;
  }

  /// Takes a new call.
  ///
  /// @return false if more wait than can be held
  boolean begin(CallBegan call, ByteArrayOutputStream out) {
    if (passing == null) {
      pass(call, out);
    } else if (passing != call.call()) {
      waiting.putIfAbsent(call.call(), new Waiting(call, new StringBuilder()));
      held += COST + call.id().length() + call.name().length();
    }
    return held <= MOST_WAITING;
  }

  private void pass(CallBegan call, ByteArrayOutputStream out) {
    blocks.end(out);
    if (call.signature() != null) {
      blocks.begin(
          Kind.THOUGHT,
          BlockStream.block(Kind.THOUGHT).put("thinking", "").put("signature", ""),
          out);
      blocks.signature(CallSignature.wrapped(call.signature()), out);
      blocks.end(out);
    }
    var block = BlockStream.block(Kind.CALL).put("id", call.id()).put("name", call.name());
    block.putObject(Arguments.INPUT);
    blocks.begin(Kind.CALL, block, out);
    passing = call.call();
  }

  /// Takes more arguments of a call. Those of a call that has ended find no place.
  ///
  /// @return false if more wait than can be held
  boolean arguments(int call, String json, ByteArrayOutputStream out) {
    Waiting later = waiting.get(call);
    if (later != null) {
      later.arguments.append(json);
      held += json.length();
    } else if (passing != null && passing == call) {
      blocks.piece(json, out);
    }
    return held <= MOST_WAITING;
  }

  /// Something was whole.
  void blockEnded(ByteArrayOutputStream out) {
    if (passing != null && waiting.isEmpty()) {
      passing = null;
      blocks.end(out);
    }
  }

  /// No piece of these calls comes any more: writes what waits.
  void end(ByteArrayOutputStream out) {
    if (passing == null) {
      return;
    }
    for (Waiting next : waiting.values()) {
      pass(next.began, out);
      if (!next.arguments.isEmpty()) {
        blocks.piece(next.arguments.toString(), out);
      }
    }
    waiting.clear();
    held = 0;
    passing = null;
    blocks.end(out);
  }
}
