package io.maas.protocol.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts of a prompt, for a tokenizer, and what is left of its size without them.
///
/// Only a text that a template writes as it stands, in one piece between two of its marks, can be
/// counted alone: the content of a message, or a whole prompt. Everything else (tools, calls, a
/// message in several parts, which are joined nobody knows how) stays with the bytes.
///
/// @param texts each counted alone
/// @param restBytes what is left of [PromptSize#bytes()]
public record PromptTexts(List<String> texts, long restBytes) {

  /// Reads a request's texts; a second pass over the bytes, for where a tokenizer wants them.
  public static PromptTexts of(InferenceRequest request) {
    Reading reading = new Reading();
    try (JsonParser parser = Json.STRICT.createParser(request.body())) {
      reading.read(parser, request.operation());
    } catch (IOException e) {
      throw new UncheckedIOException("reading what was read before", e);
    }
    return new PromptTexts(reading.texts, request.prompt().bytes() - reading.covered);
  }

  private static final class Reading {
    private final List<String> texts = new ArrayList<>();
    private long covered;

    void read(JsonParser parser, Operation operation) throws IOException {
      boolean converses = operation.converses();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (converses && (name.equals("messages") || name.equals("input"))) {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            take(Text.at(parser));
          } else {
            each(parser, this::message);
          }
        } else if (!converses && (name.equals("prompt") || name.equals("input"))) {
          prompts(parser);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void prompts(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        take(Text.at(parser));
      } else {
        each(
            parser,
            element -> {
              if (element.currentToken() == JsonToken.VALUE_STRING) {
                take(Text.at(element));
              } else {
                element.skipChildren();
              }
            });
      }
    }

    private void message(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean content = parser.currentName().equals("content");
        JsonToken token = parser.nextToken();
        if (content && token == JsonToken.VALUE_STRING) {
          take(Text.at(parser));
        } else if (content && token == JsonToken.START_ARRAY) {
          parts(parser);
        } else {
          parser.skipChildren();
        }
      }
    }

    /// One part is as good as none at all; of several nobody knows what the template puts between.
    private void parts(JsonParser parser) throws IOException {
      Part first = null;
      int parts = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Part part = Part.read(parser);
        first = parts++ == 0 ? part : null;
      }
      if (first != null) {
        take(first.text());
        covered += first.typeBytes();
      }
    }

    private void take(Text text) {
      texts.add(text.value());
      covered += text.bytes();
    }

    private static void each(JsonParser parser, Step step) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        step.take(parser);
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void take(JsonParser parser) throws IOException;
  }

  /// @param bytes as the meter counts them: escaped, without the quotes
  private record Text(String value, long bytes) {

    static Text at(JsonParser parser) throws IOException {
      long from = parser.currentTokenLocation().getByteOffset();
      String value = parser.getText();
      return new Text(value, parser.currentLocation().getByteOffset() - from - 2);
    }
  }

  /// `{"type":"text","text":…}` and nothing else.
  private record Part(Text text, long typeBytes) {

    /// Null if it is anything else.
    static @Nullable Part read(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return null;
      }
      Text text = null;
      long typeBytes = 0;
      boolean plain = true;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING && name.equals("text")) {
          text = Text.at(parser);
        } else if (token == JsonToken.VALUE_STRING && name.equals("type")) {
          Text type = Text.at(parser);
          plain &= type.value().equals("text");
          typeBytes = type.bytes();
        } else {
          parser.skipChildren();
          plain = false;
        }
      }
      return plain && text != null ? new Part(text, typeBytes) : null;
    }
  }
}
