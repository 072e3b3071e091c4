package io.maas.domain.catalog;

import org.jspecify.annotations.Nullable;

/// What is known beforehand of how a model counts.
///
/// @param defaultMaxTokens how long an answer may be where the client says nothing
/// @param template what the chat template adds; null if it was not declared, and then no limit over
///   this model is strict
/// @param tokenizer what counts its prompts; null if that was not declared, or cannot be used here:
///   then bytes bound them
/// @param usage what the engine's own count of an answer covers
/// @param unfinished what strict limits are charged for an answer whose usage never came
public record TokenRules(
    long defaultMaxTokens,
    @Nullable Template template,
    @Nullable TokenizerRef tokenizer,
    Told usage,
    Unfinished unfinished) {

  /// Whose tokens an engine tells where a request asks for several answers at once (`n`).
  public enum Told {
    /// Those of all answers, as OpenAI's API says.
    ALL_CHOICES,
    /// Those of one of them only, as llama.cpp does.
    ONE_CHOICE
  }

  /// What strict limits are charged for an answer that was broken off, or left by its client,
  /// before its engine told the usage.
  public enum Unfinished {
    /// All that was held for it, because nobody knows how much more the engine made.
    HELD,
    /// What was seen of it. Kinder to clients that cancel, and no longer exact.
    SEEN
  }

  /// What an answer may have where neither the client nor the model says.
  public static final long DEFAULT_MAX_TOKENS = 4096;

  /// Whether a prompt's tokens have an upper bound, so that limits over tokens can be strict.
  public boolean bounded() {
    return template != null;
  }

  /// The rules of a model whose engine tells all that it generates.
  public TokenRules(
      long defaultMaxTokens, @Nullable Template template, @Nullable TokenizerRef tokenizer) {
    this(defaultMaxTokens, template, tokenizer, Told.ALL_CHOICES, Unfinished.HELD);
  }

  /// The rules of a model that names no tokenizer.
  public TokenRules(long defaultMaxTokens, @Nullable Template template) {
    this(defaultMaxTokens, template, null);
  }

  /// The same, counted by bytes.
  public TokenRules withoutTokenizer() {
    return new TokenRules(defaultMaxTokens, template, null, usage, unfinished);
  }

  /// What a chat template adds to the bytes of the texts. No tokenizer that maps each byte to at
  /// most one token counts more than bytes plus these.
  ///
  /// @param perPrompt once a request
  /// @param perMessage for each message or tool
  /// @param perImage for each image; -1 if images are not bounded
  public record Template(int perPrompt, int perMessage, int perImage) {}
}
