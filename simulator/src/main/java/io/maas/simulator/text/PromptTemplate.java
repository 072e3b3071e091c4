package io.maas.simulator.text;

import java.util.Optional;
import java.util.stream.IntStream;

/// The chat template of every simulated model, and what it costs.
///
/// `<|im_start|>` role content `<|im_end|>` for each message, then `<|im_start|>assistant`: with a
/// role of one token that is 3 tokens a message and 2 a prompt, whatever is said. No token is
/// shorter than a byte, so a prompt never has more tokens than its texts have bytes of UTF-8, plus
/// [#TOKENS_PER_MESSAGE] a message, [#TOKENS_PER_PROMPT], and [#TOKENS_PER_IMAGE] an image: what a
/// gateway may declare as the upper bound. `/tokenize` shows these tokens.
public final class PromptTemplate {
  /// What a message costs beyond its text.
  public static final int TOKENS_PER_MESSAGE = 3;

  /// What a prompt costs beyond its messages.
  public static final int TOKENS_PER_PROMPT = 2;

  /// What an image costs, whatever its size.
  public static final int TOKENS_PER_IMAGE = 64;

  /// Where the vocabulary's ordinary tokens end.
  static final int FIRST_SPECIAL = 100_256;

  private static final int START = 100_264;
  private static final int END = 100_265;
  private static final int IMAGE = 100_266;
  private static final int ASSISTANT = 78_191;

  private PromptTemplate() {}

  /// The name of a special token of the template, empty for every other.
  static Optional<String> specialText(int token) {
    return switch (token) {
      case START -> Optional.of("<|im_start|>");
      case END -> Optional.of("<|im_end|>");
      case IMAGE -> Optional.of("<|image_pad|>");
      default -> Optional.empty();
    };
  }

  /// How many tokens the prompt has.
  static int count(ChatPrompt prompt, TokenCounts counts) {
    int tokens = TOKENS_PER_PROMPT + counts.of(prompt.tools());
    for (var message : prompt.messages()) {
      tokens +=
          TOKENS_PER_MESSAGE + TOKENS_PER_IMAGE * message.images() + counts.of(message.text());
    }
    return tokens;
  }

  /// The tokens themselves, as many as [#count] says.
  public static int[] encode(ChatPrompt prompt, Tokenizer tokenizer) {
    var ids = IntStream.builder();
    add(ids, tokenizer.encode(prompt.tools()));
    for (var message : prompt.messages()) {
      ids.add(START).add(roleToken(message.role()));
      for (int i = 0; i < TOKENS_PER_IMAGE * message.images(); i++) {
        ids.add(IMAGE);
      }
      add(ids, tokenizer.encode(message.text()));
      ids.add(END);
    }
    return ids.add(START).add(ASSISTANT).build().toArray();
  }

  private static void add(IntStream.Builder ids, int[] tokens) {
    for (int token : tokens) {
      ids.add(token);
    }
  }

  /// A role is one token; one that is not known reads as the user's.
  private static int roleToken(String role) {
    return switch (role) {
      case "assistant" -> ASSISTANT;
      case "system" -> 9125;
      case "developer" -> 35501;
      case "tool" -> 14506;
      case "function" -> 1723;
      default -> 882;
    };
  }
}
