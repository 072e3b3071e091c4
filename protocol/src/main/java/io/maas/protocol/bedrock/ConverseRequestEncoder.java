package io.maas.protocol.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes a request for Converse or ConverseStream: the body is the same, and the model's id is in
/// the path.
public final class ConverseRequestEncoder implements RequestEncoder {

  @Override
  public Encoded encode(Conversation conversation, Target target) {
    Set<String> dropped = new LinkedHashSet<>();
    ConverseFamily family = ConverseFamily.of(target.model());
    ObjectNode body = Json.MAPPER.createObjectNode();
    new ConverseMessages(new ConverseBlocks(family, dropped)).write(body, conversation);
    new ConverseTools(family, dropped).write(body, conversation);
    new ConverseThinking(family, dropped).write(body, conversation, target);
    new ConverseInference(family, dropped).write(body, conversation.sampling(), target);
    writeFormat(body, conversation.format(), dropped);
    conversation.leftovers().stream().map(Leftover::name).forEach(dropped::add);
    return new Encoded(bytes(body), List.copyOf(dropped));
  }

  /// Converse takes a schema, as text, and has no word for "some object".
  private static void writeFormat(ObjectNode body, Format format, Set<String> dropped) {
    switch (format) {
      case Format.Text _ -> {}
      case Format.AnyJson _ -> dropped.add("response_format");
      case Format.Schema schema -> {
        ObjectNode text = body.withObject("/outputConfig").putObject("textFormat");
        text.put("type", "json_schema");
        ObjectNode definition = text.putObject("structure").putObject("jsonSchema");
        definition.put("schema", schema.schema().toString());
        definition.put("name", schema.name());
        if (schema.description() != null) {
          definition.put("description", schema.description());
        }
      }
    }
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
