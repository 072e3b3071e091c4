package io.maas.domain.catalog;

import org.jspecify.annotations.Nullable;

/// What is known beforehand of how a model counts.
///
/// @param defaultMaxTokens how long an answer may be where the client says nothing
/// @param template what the chat template adds; null if it was not declared, and then no limit over
///   this model is strict
/// @param tokenizer what counts its prompts; null if that was not declared, or cannot be used here:
///   then bytes bound them
public record TokenRules(
    long defaultMaxTokens, @Nullable Template template, @Nullable TokenizerRef tokenizer) {

  /// What an answer may have where neither the client nor the model says.
  public static final long DEFAULT_MAX_TOKENS = 4096;

  /// Whether a prompt's tokens have an upper bound, so that limits over tokens can be strict.
  public boolean bounded() {
    return template != null;
  }

  /// The rules of a model that names no tokenizer.
  public TokenRules(long defaultMaxTokens, @Nullable Template template) {
    this(defaultMaxTokens, template, null);
  }

  /// The same, counted by bytes.
  public TokenRules withoutTokenizer() {
    return new TokenRules(defaultMaxTokens, template);
  }

  /// What a chat template adds to the bytes of the texts. No tokenizer that maps each byte to at
  /// most one token counts more than bytes plus these.
  ///
  /// @param perPrompt once a request
  /// @param perMessage for each message or tool
  /// @param perImage for each image; -1 if images are not bounded
  public record Template(int perPrompt, int perMessage, int perImage) {}
}
