package io.maas.protocol.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.access.Refusal.BadRequest;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.function.Function;

/// Bodies from outside, as trees. Whatever the bytes are, reading them ends in a value.
public final class Bodies {

  private Bodies() {}

  /// Reads a client's body by a function that may end with [Value.Unexpected].
  public static Decoded decode(byte[] body, Function<Value, Conversation> reader) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      if (tree == null || !tree.isObject()) {
        return new Decoded.Malformed(
            new BadRequest("body: not an object (expected: a JSON object)", ""));
      }
      return new Decoded.Read(reader.apply(Value.body(tree)));
    } catch (IOException _) {
      return new Decoded.Malformed(new BadRequest("body: no JSON (expected: valid JSON)", ""));
    } catch (Value.Unexpected e) {
      return new Decoded.Malformed(e.refusal());
    }
  }

  /// Writes a tree. Half a character, which a client or an engine may have cut in two, is escaped.
  public static byte[] bytes(JsonNode tree) {
    try {
      return Json.MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory", e);
    }
  }

  /// Reads the one body that an upstream answered.
  ///
  /// @param kind what it should be, for the message
  /// @throws IOException if it is no object, or one that tells an error
  public static JsonNode answer(byte[] body, String kind) throws IOException {
    JsonNode tree;
    try {
      tree = Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new IOException("answer: no JSON (expected: " + kind + ")", e);
    }
    if (tree == null || !tree.isObject()) {
      throw new IOException("answer: not an object (expected: " + kind + ")");
    }
    ToldError error = ToldError.in(tree);
    if (error != null) {
      throw new IOException("answer: the error '" + error.message() + "' (expected: " + kind + ")");
    }
    return tree;
  }
}
