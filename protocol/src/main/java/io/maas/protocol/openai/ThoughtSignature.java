package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// The signature that Gemini wants back with a call, where Google's own OpenAI dialect puts it:
/// `"extra_content":{"google":{"thought_signature":…}}` on the call.
public final class ThoughtSignature {

  private ThoughtSignature() {}

  /// The signature on a call; null if it has none.
  public static @Nullable String in(JsonNode call) {
    JsonNode signature = call.path("extra_content").path("google").path("thought_signature");
    return signature.isTextual() ? signature.textValue() : null;
  }

  /// Puts a signature on a call, if there is one.
  public static void put(ObjectNode call, @Nullable String signature) {
    if (signature != null) {
      call.putObject("extra_content").putObject("google").put("thought_signature", signature);
    }
  }
}
