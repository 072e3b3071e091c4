package io.maas.protocol.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The form of what the model says.
public sealed interface Format {
  /// Free.
  record Text() implements Format {}

  /// Some JSON object.
  record AnyJson() implements Format {}

  /// JSON of this schema.
  ///
  /// @param name what the client calls it
  /// @param strict whether it binds the model; null if unsaid
  record Schema(
      String name, @Nullable String description, JsonNode schema, @Nullable Boolean strict)
      implements Format {}
}
