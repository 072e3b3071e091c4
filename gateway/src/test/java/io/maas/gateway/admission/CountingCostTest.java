package io.maas.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.gateway.admission.PromptCount.Source;
import io.maas.gateway.tokenizer.Tokenizer;
import io.maas.gateway.tokenizer.TokenizerFiles;
import io.maas.gateway.tokenizer.TokenizerShelf;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.RequestReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What counting a prompt costs. Printed and not asserted: the machine is shared.
class CountingCostTest {

  private static final Template TEMPLATE = new Template(2, 3, 64);
  private static final String SENTENCE =
      "The gateway counts what a prompt has, before anyone knows what it was worth. ";
  private static final int ROUNDS = 4;
  private static final Tokenizer NONE = (_, _) -> 1;

  @TempDir private Path directory;

  private Tokenizer cl100k = NONE;
  private Tokenizer o200k = NONE;
  private Tokenizer own = NONE;

  @BeforeEach
  void reads() {
    cl100k = read(new TokenizerRef.Tiktoken("cl100k_base"));
    o200k = read(new TokenizerRef.Tiktoken("o200k_base"));
    own = read(new TokenizerRef.HuggingFace("own/tokenizer.json"));
  }

  @Test
  void printsWhatAPromptOf4500BytesCosts() {
    InferenceRequest request = chat(SENTENCE.repeat(60).substring(0, 4500));
    PromptBounds bounds = new PromptBounds(request.prompt(), TEMPLATE, 0.25);

    print("bytes", 200_000, () -> bounds.ofBytes(null, Source.BYTES));
    print("cl100k_base", 1_000, () -> bounds.ofTexts(request, cl100k));
    print("o200k_base", 1_000, () -> bounds.ofTexts(request, o200k));
    print("tokenizer.json", 1_000, () -> bounds.ofTexts(request, own));
    print("  of that, reading the texts", 1_000, () -> bounds.ofTexts(request, NONE));
  }

  /// What an ill-meaning client can make of the largest prompt that is counted: one long word.
  @Test
  void printsWhatTheWorstPromptCosts() {
    InferenceRequest request = chat("a".repeat(256 * 1024));
    PromptBounds bounds = new PromptBounds(request.prompt(), TEMPLATE, 0.25);

    print("cl100k_base, 256 KiB of one letter", 2, () -> bounds.ofTexts(request, cl100k));
    print("o200k_base, 256 KiB of one letter", 2, () -> bounds.ofTexts(request, o200k));
    print("tokenizer.json, 256 KiB of one letter", 2, () -> bounds.ofTexts(request, own));
  }

  private void print(String what, int times, Supplier<PromptCount> count) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        assertThat(count.get().bound()).isPositive();
      }
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - start) / times);
    }
    System.out.printf("counting a prompt, %s: %.2f µs of CPU%n", what, least / 1000.0);
  }

  private Tokenizer read(TokenizerRef ref) {
    TokenizerFiles.lay(directory, "own", "null");
    TokenizerShelf shelf = TokenizerShelf.in(directory);
    assertThat(shelf.check(ref)).isEmpty();
    return shelf.find(ref).orElseThrow();
  }

  private static InferenceRequest chat(String text) {
    byte[] body =
        ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    return ((RequestReader.Result.Read) RequestReader.read(Operation.CHAT, body)).request();
  }
}
