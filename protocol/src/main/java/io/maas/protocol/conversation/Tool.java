package io.maas.protocol.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a model may call.
public sealed interface Tool {

  /// A function of the client's.
  ///
  /// @param schema of its arguments, a JSON schema; null if it takes none
  /// @param strict whether the schema binds the model; null if unsaid
  /// @param cachePoint whether the provider shall keep the prompt up to here; null if not
  record Function(
      String name,
      @Nullable String description,
      @Nullable JsonNode schema,
      @Nullable Boolean strict,
      Content.@Nullable CachePoint cachePoint)
      implements Tool {}

  /// A tool that takes free text, as Codex' `apply_patch` does.
  ///
  /// @param format the grammar of the text, as the client wrote it; null if it is free
  record FreeText(String name, @Nullable String description, @Nullable JsonNode format)
      implements Tool {}

  /// A tool that a provider brings along, such as a search of the web.
  ///
  /// @param type the dialect's name of it
  record Hosted(String type, JsonNode declaration) implements Tool {}
}
