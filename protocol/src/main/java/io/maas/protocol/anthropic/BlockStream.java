package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import io.maas.protocol.json.JsonLine;
import java.io.ByteArrayOutputStream;

/// Writes the events of blocks, one block after the other, each with its index. Not thread-safe.
final class BlockStream {

  /// What a block is made of, by the names of its block, its pieces and their one field.
  enum Kind {
    TEXT("text", "text_delta", "text"),
    THOUGHT("thinking", "thinking_delta", "thinking"),
    SEALED("redacted_thinking", "", ""),
    CALL("tool_use", "input_json_delta", "partial_json");

    private final String block;
    private final String delta;
    private final String field;

    Kind(String block, String delta, String field) {
      this.block = block;
      this.delta = delta;
      this.field = field;
    }
  }

  private static final byte[] DELTA_END = "}}\n\n".getBytes(UTF_8);

  private final JsonLine line = new JsonLine();
  private int index;
  private boolean open;
  private byte[] beginning = DELTA_END; // of each piece of the open block

  /// Whether a block is open.
  boolean isOpen() {
    return open;
  }

  /// Begins a block.
  void begin(Kind kind, ObjectNode block, ByteArrayOutputStream out) {
    ObjectNode start = Json.MAPPER.createObjectNode();
    start.put("type", "content_block_start").put("index", index).set("content_block", block);
    event("content_block_start", start, out);
    open = true;
    beginning = beginning(kind.delta, kind.field);
  }

  /// The block of a kind, with its type alone.
  static ObjectNode block(Kind kind) {
    return Json.MAPPER.createObjectNode().put("type", kind.block);
  }

  /// Writes a piece of the open block.
  void piece(String piece, ByteArrayOutputStream out) {
    piece(beginning, piece, out);
  }

  /// Writes the signature of the open block, a thought.
  void signature(String signature, ByteArrayOutputStream out) {
    piece(beginning("signature_delta", "signature"), signature, out);
  }

  /// Ends the open block, if one is.
  void end(ByteArrayOutputStream out) {
    if (open) {
      open = false;
      event(
          "content_block_stop",
          Json.MAPPER.createObjectNode().put("type", "content_block_stop").put("index", index),
          out);
      index++;
    }
  }

  /// Writes any event.
  static void event(String name, ObjectNode data, ByteArrayOutputStream out) {
    out.writeBytes(("event: " + name + "\ndata: " + data + "\n\n").getBytes(UTF_8));
  }

  private void piece(byte[] beginning, String piece, ByteArrayOutputStream out) {
    line.raw(beginning).text(piece).raw(DELTA_END).to(out);
  }

  private byte[] beginning(String delta, String field) {
    return ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"
            + index
            + ",\"delta\":{\"type\":\""
            + delta
            + "\",\""
            + field
            + "\":")
        .getBytes(UTF_8);
  }
}
