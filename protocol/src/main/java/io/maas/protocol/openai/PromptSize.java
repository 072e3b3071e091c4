package io.maas.protocol.openai;

/// How large a prompt is, counted without a tokenizer.
///
/// No tokenizer that falls back to bytes makes more tokens of a text than it has bytes, so `bytes +
/// tokens + what the chat template adds` is never less than the prompt's real count.
///
/// @param bytes of all texts, as escaped in the JSON, which is never less than as UTF-8
/// @param tokens given as token ids
/// @param messages messages, tools and calls, each of which a chat template wraps
/// @param images images, whose bytes are not among [#bytes()]
public record PromptSize(long bytes, long tokens, int messages, int images) {

  /// How many bytes of text make a token where nothing was learned yet.
  private static final int BYTES_PER_TOKEN = 4;

  /// An upper bound of the prompt's tokens.
  ///
  /// @param perPrompt what the template adds once
  /// @param perMessage what it adds to each message
  /// @param perImage what an image costs at most
  public long bound(int perPrompt, int perMessage, int perImage) {
    return bytes + tokens + perPrompt + (long) perMessage * messages + (long) perImage * images;
  }

  /// A likely count, for where a bound is not needed.
  public long estimate() {
    return Math.ceilDiv(bytes, BYTES_PER_TOKEN) + tokens + 3L * messages;
  }
}
