package io.maas.protocol.request;

/// How large a prompt is, counted without a tokenizer.
///
/// No tokenizer that falls back to bytes makes more tokens of a text than it has bytes, so `bytes +
/// tokens + what the chat template adds` is never less than the prompt's real count.
///
/// @param bytes of all texts, as escaped in the JSON, which is never less than as UTF-8
/// @param tokens given as token ids
/// @param messages messages, tools and calls, each of which a chat template wraps
/// @param images images, whose bytes are not among [#bytes()]
/// @param files documents, sound and whatever else is no text: nothing bounds how many tokens they
///   become
public record PromptSize(long bytes, long tokens, int messages, int images, int files) {

  /// A prompt without files.
  public PromptSize(long bytes, long tokens, int messages, int images) {
    this(bytes, tokens, messages, images, 0);
  }

  /// No prompt, or none whose tokens anybody could know.
  public static final PromptSize NONE = new PromptSize(0, 0, 0, 0, 0);

  /// What a template adds to a message, likely.
  private static final int LIKELY_PER_MESSAGE = 3;

  /// An upper bound of the prompt's tokens.
  ///
  /// @param perPrompt what the template adds once
  /// @param perMessage what it adds to each message
  /// @param perImage what an image costs at most
  public long bound(int perPrompt, int perMessage, int perImage) {
    return bytes + tokens + perPrompt + (long) perMessage * messages + (long) perImage * images;
  }

  /// A likely count, for where a bound is not needed.
  ///
  /// @param tokensPerByte of texts
  public long estimate(double tokensPerByte) {
    return (long) Math.ceil(bytes * tokensPerByte) + apartFromTexts();
  }

  /// The part of a likely count that does not depend on the texts.
  public long apartFromTexts() {
    return tokens + (long) LIKELY_PER_MESSAGE * messages;
  }
}
