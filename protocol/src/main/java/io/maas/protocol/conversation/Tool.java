package io.maas.protocol.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a model may call.
public sealed interface Tool {

  /// A function of the client's.
  ///
  /// @param name by which the model calls it; begins with `<namespace>__` where it has one
  /// @param schema of its arguments, a JSON schema; null if it takes none
  /// @param strict whether the schema binds the model; null if unsaid
  /// @param cachePoint whether the provider shall keep the prompt up to here; null if not
  /// @param namespace the group that the client put it in; null if in none
  record Function(
      String name,
      @Nullable String description,
      @Nullable JsonNode schema,
      @Nullable Boolean strict,
      Content.@Nullable CachePoint cachePoint,
      @Nullable String namespace)
      implements Tool {

    /// A function in no group.
    public Function(
        String name,
        @Nullable String description,
        @Nullable JsonNode schema,
        @Nullable Boolean strict,
        Content.@Nullable CachePoint cachePoint) {
      this(name, description, schema, strict, cachePoint, null);
    }
  }

  /// A tool that takes free text, as Codex' `apply_patch` does.
  ///
  /// @param name by which the model calls it; begins with `<namespace>__` where it has one
  /// @param format the grammar of the text, as OpenAI's Responses write it; null if it is free
  /// @param namespace the group that the client put it in; null if in none
  record FreeText(
      String name,
      @Nullable String description,
      @Nullable JsonNode format,
      @Nullable String namespace)
      implements Tool {

    /// A tool in no group.
    public FreeText(String name, @Nullable String description, @Nullable JsonNode format) {
      this(name, description, format, null);
    }
  }

  /// A tool that a provider brings along, such as a search of the web.
  ///
  /// @param type the dialect's name of it
  record Hosted(String type, JsonNode declaration) implements Tool {}
}
