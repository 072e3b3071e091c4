package io.maas.protocol.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of what is said.
public sealed interface Content {

  /// Plain text.
  record Text(String text) implements Content {}

  /// A picture.
  ///
  /// @param detail how closely OpenAI's models shall look: `low`, `high`, `auto`; null if unsaid
  record Image(Media media, @Nullable String detail) implements Content {}

  /// A file that the model reads.
  ///
  /// @param name what people call it
  record Document(Media media, @Nullable String name) implements Content {}

  /// A call that the model made.
  ///
  /// @param arguments JSON text, exactly as the model wrote it; `{}` if it wrote nothing
  /// @param signature what the provider wants back with it, if anything: Gemini's
  ///   `thoughtSignature`
  record ToolCall(String id, String name, String arguments, @Nullable String signature)
      implements Content {}

  /// What a tool brought.
  ///
  /// @param callId the id of the call that it answers
  /// @param failed whether the tool says so
  record ToolResult(String callId, List<Content> content, boolean failed) implements Content {
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /// What the model thought.
  ///
  /// @param text what of it may be read; may be empty
  /// @param signature what the provider wants back unchanged, if anything
  record Thought(String text, @Nullable String signature) implements Content {}

  /// What the model thought and only its provider can read; goes back unchanged.
  record SealedThought(String data) implements Content {}

  /// The model's own words for that it will not.
  record Declined(String text) implements Content {}

  /// Up to here a provider shall keep the prompt in its cache.
  ///
  /// @param ttl how long, in the client's words (`5m`, `1h`); null if unsaid
  record CachePoint(@Nullable String ttl) implements Content {}

  /// A part that only its own dialect knows.
  ///
  /// @param type what it calls itself
  record Foreign(String type, JsonNode content) implements Content {}

  /// Bytes, or where they are. A gateway never fetches them.
  sealed interface Media {
    /// @param type the media type
    /// @param base64 as it came; not decoded here
    record Inline(String type, String base64) implements Media {}

    /// @param type the media type, if it was told
    record Remote(String url, @Nullable String type) implements Media {}

    /// A file that the provider keeps under an id of its own.
    record Kept(String id) implements Media {}
  }
}
