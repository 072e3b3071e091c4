package io.maas.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptTemplateTest {
  private static final Tokenizer TOKENIZER = Tokenizer.cl100k();
  private static final TokenCounts COUNTS = new TokenCounts(TOKENIZER);

  static Stream<ChatPrompt> prompts() {
    return Stream.of(
        new ChatPrompt(List.of(), ""),
        new ChatPrompt(List.of(Message.of("user", "")), ""),
        new ChatPrompt(
            List.of(Message.of("user", "!?"), Message.of("unheard-of role", "🦜\uD800")), ""),
        new ChatPrompt(List.of(new Message("user", "<|endoftext|>", 2)), "[{\"a\":1e5}]"),
        new ChatPrompt(List.of(Message.of("system", "x".repeat(3_000))), ""));
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void countsAsManyTokensAsItShows(ChatPrompt prompt) {
    assertThat(PromptTemplate.encode(prompt, TOKENIZER)).hasSize(prompt.tokens(COUNTS));
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void neverCountsMoreThanTheBytesAndTheDeclaredConstants(ChatPrompt prompt) {
    long most =
        bytes(prompt.tools())
            + PromptTemplate.TOKENS_PER_PROMPT
            + prompt.messages().stream()
                .mapToLong(message ->
                    bytes(message.text())
                        + PromptTemplate.TOKENS_PER_MESSAGE
                        + (long) PromptTemplate.TOKENS_PER_IMAGE * message.images())
                .sum();

    assertThat((long) prompt.tokens(COUNTS)).isLessThanOrEqualTo(most);
  }

  @Test
  void costsThreeTokensAMessageAndTwoAPrompt() {
    var hello = Message.of("user", "Hello");

    assertThat(new ChatPrompt(List.of(hello), "").tokens(COUNTS)).isEqualTo(1 + 3 + 2);
    assertThat(new ChatPrompt(List.of(hello, hello), "").tokens(COUNTS)).isEqualTo(2 + 6 + 2);
  }

  @Test
  void aRememberedCountIsTheSameAsAFreshOne() {
    var text = "a text that is long enough to be remembered, with some words more, and more still";

    int first = COUNTS.of(text);

    assertThat(COUNTS.of(text)).isEqualTo(first).isEqualTo(TOKENIZER.count(text));
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
