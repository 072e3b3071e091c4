package io.maas.protocol.conversation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.io.IOException;

/// The arguments of a call as an object, for the dialects that want one where OpenAI's has a text.
public final class CallArguments {

  /// As deep as a client's own JSON may be. Deeper could be read and not be written again, within a
  /// body around it.
  private static final int DEEPEST = 200;

  private static final ObjectReader READER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .reader();

  private CallArguments() {}

  /// What the model wrote; under `input` if that was no JSON object, or one that is too deep, so
  /// that a broken call in the history does not break the request that carries it.
  public static ObjectNode object(String arguments) {
    try {
      if (READER.readTree(arguments) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // a model wrote it, and it is no JSON
    }
    ObjectNode wrapped = Json.MAPPER.createObjectNode();
    return arguments.isBlank() ? wrapped : wrapped.put("input", arguments);
  }
}
