package io.maas.protocol.openai;

import io.maas.protocol.conversation.Content.CachePoint;
import org.jspecify.annotations.Nullable;

/// Anthropic's `cache_control` on OpenAI's parts, messages and tools, as LiteLLM and OpenRouter
/// have made it a habit.
public final class CacheMarks {

  /// The field's name.
  public static final String FIELD = "cache_control";

  private CacheMarks() {}

  /// The mark on an object; null if it bears none.
  public static @Nullable CachePoint on(Value object) {
    Value mark = object.at(FIELD);
    return mark.isObject() ? new CachePoint(mark.at("ttl").text()) : null;
  }
}
