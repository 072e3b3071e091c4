package io.maas.protocol.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maas.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/// What engines like vLLM are asked at `/tokenize`, and what they say.
public final class TokenizeBody {

  private TokenizeBody() {}

  /// The question. Of a chat it is the client's own body, so that tools and whatever else a
  /// template reads are counted; of a prompt it is its text.
  ///
  /// @param servedModel our name of the model there
  /// @return empty for what cannot be asked: several prompts, token ids, other conversations than
  ///   chats
  public static Optional<byte[]> of(InferenceRequest request, String servedModel) {
    if (request.operation() == Operation.CHAT) {
      return Optional.of(UpstreamBody.of(request, servedModel, OptionalLong.empty()));
    }
    if (request.operation().converses()) {
      return Optional.empty();
    }
    PromptTexts texts = PromptTexts.of(request);
    boolean one =
        texts.texts().size() == 1 && texts.restBytes() == 0 && request.prompt().tokens() == 0;
    return one ? Optional.of(question(servedModel, texts.texts().getFirst())) : Optional.empty();
  }

  private static byte[] question(String servedModel, String prompt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + 2 * prompt.length());
    try (JsonGenerator json = Json.STRICT.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("model", servedModel);
      json.writeStringField("prompt", prompt);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /// The answer's `count`; empty if there is none.
  public static OptionalLong count(byte[] answer) {
    try (JsonParser parser = Json.MAPPER.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return OptionalLong.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean count = parser.currentName().equals("count");
        JsonToken token = parser.nextToken();
        if (count) {
          return token == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() >= 0
              ? OptionalLong.of(parser.getLongValue())
              : OptionalLong.empty();
        }
        parser.skipChildren();
      }
      return OptionalLong.empty();
    } catch (IOException _) {
      return OptionalLong.empty(); // not JSON, or a number beyond all counts
    }
  }
}
