package io.maas.protocol.bedrock;

/// What makes a model, as far as its id tells: each family has its own names for what Converse has
/// no word for.
public enum ConverseFamily {
  /// Claude.
  ANTHROPIC,
  NOVA,
  GPT_OSS,
  OTHER;

  /// Tells it by an id, or an inference profile's.
  public static ConverseFamily of(String model) {
    if (model.contains("anthropic.") || model.contains("claude")) {
      return ANTHROPIC;
    }
    if (model.contains("nova-")) {
      return NOVA;
    }
    return model.contains("gpt-oss") ? GPT_OSS : OTHER;
  }

  /// Whether prompts can be kept in a cache by points in them. Others refuse the point.
  boolean caches() {
    return this == ANTHROPIC || this == NOVA;
  }
}
