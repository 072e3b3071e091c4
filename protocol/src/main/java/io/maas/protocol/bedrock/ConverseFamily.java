package io.maas.protocol.bedrock;

/// What makes a model, as far as its id tells: each family has its own names for what Converse has
/// no word for.
enum ConverseFamily {
  ANTHROPIC,
  NOVA,
  GPT_OSS,
  OTHER;

  static ConverseFamily of(String model) {
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
