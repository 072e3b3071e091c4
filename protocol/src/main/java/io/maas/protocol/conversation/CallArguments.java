package io.maas.protocol.conversation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.io.IOException;

/// The arguments of a call as an object, for the dialects that want one where OpenAI's has a text.
public final class CallArguments {

  private CallArguments() {}

  /// What the model wrote; under `input` if that was no JSON object, so that a broken call in the
  /// history does not break the request that carries it.
  public static ObjectNode object(String arguments) {
    try {
      if (Json.MAPPER.readTree(arguments) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // a model wrote it, and it is no JSON
    }
    ObjectNode wrapped = Json.MAPPER.createObjectNode();
    return arguments.isBlank() ? wrapped : wrapped.put("input", arguments);
  }
}
