package io.maas.gateway.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import java.io.IOException;

/// How much longer a text can get before a vocabulary sees it: what the `normalizer` of a
/// `tokenizer.json` does to its bytes.
final class Normalization {

  /// One byte of a text in any form can become three in these (Unicode Standard Annex 15).
  private static final int CANONICAL = 3;

  /// U+FDFA has three bytes of UTF-8, and 33 when it is spelled out.
  private static final int COMPATIBLE = 11;

  private Normalization() {}

  /// The most bytes that one byte can become.
  ///
  /// @param file a `tokenizer.json`
  /// @throws IOException if it is no JSON object
  static int growth(byte[] file) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      int growth = 1;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean normalizer = parser.currentName().equals("normalizer");
        parser.nextToken();
        if (normalizer) {
          JsonNode tree = parser.readValueAsTree();
          growth = growth(tree);
        } else {
          parser.skipChildren();
        }
      }
      return growth;
    }
  }

  private static int growth(JsonNode normalizer) {
    return switch (normalizer.path("type").asText("")) {
      case "" -> 1; // none, or null
      case "Prepend", "Strip", "StripAccents", "ByteLevel", "Nmt" -> 1;
      // One character for a blank is one token, however many bytes it has.
      case "Replace" -> Math.max(1, codePoints(normalizer.path("content").asText("")));
      case "NFC", "NFD", "Lowercase", "BertNormalizer" -> CANONICAL;
      case "Sequence" -> {
        long growth = 1;
        for (JsonNode step : normalizer.path("normalizers")) {
          growth = Math.min(Integer.MAX_VALUE, growth * growth(step));
        }
        yield (int) growth;
      }
      default -> COMPATIBLE; // NFKC, NFKD, Precompiled, and what nobody knows yet
    };
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
