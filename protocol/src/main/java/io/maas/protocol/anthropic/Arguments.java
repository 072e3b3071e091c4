package io.maas.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.maas.protocol.json.Json;
import java.io.IOException;

/// The arguments of a call, which are a text elsewhere and an object here.
final class Arguments {

  /// The one property of a tool that takes a text.
  static final String INPUT = "input";

  private Arguments() {}

  /// Writes them as the block's `input`, to the letter. What is no object becomes the property
  /// `input` of one, so that the model still reads what it wrote.
  ///
  /// @param freeText whether the tool takes a text
  /// @return whether it was said as it was
  static boolean write(String arguments, boolean freeText, ObjectNode block) {
    if (arguments.isBlank()) {
      block.putObject(INPUT);
      return true;
    }
    if (freeText ? isInputAlone(arguments) : isObject(arguments)) {
      block.putRawValue(INPUT, new RawValue(arguments));
      return true;
    }
    block.putObject(INPUT).put(INPUT, arguments);
    return freeText;
  }

  private static boolean isObject(String text) {
    try (JsonParser parser = Json.MAPPER.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether it is `{"input":"…"}` already.
  private static boolean isInputAlone(String text) {
    try (JsonParser parser = Json.MAPPER.createParser(text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && INPUT.equals(parser.nextFieldName())
          && parser.nextToken() == JsonToken.VALUE_STRING
          && parser.nextToken() == JsonToken.END_OBJECT
          && parser.nextToken() == null;
    } catch (IOException _) {
      return false;
    }
  }
}
