package io.maas.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.catalog.TokenizerRef.HuggingFace;
import io.maas.domain.catalog.TokenizerRef.Tiktoken;
import io.maas.gateway.admission.PromptCount.Certainty;
import io.maas.gateway.admission.PromptCount.Source;
import io.maas.gateway.tokenizer.Tokenizer;
import io.maas.gateway.tokenizer.TokenizerFiles;
import io.maas.gateway.tokenizer.TokenizerShelf;
import io.maas.protocol.json.Json;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.RequestReader;
import io.maas.protocol.request.RequestReader.Result;
import io.maas.simulator.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is written, a bound is never below what an engine with that tokenizer counts.
class PromptBoundsPropertyTest {

  private static final Template TEMPLATE = new Template(2, 3, 64);
  private static final List<Tokenizer> TOKENIZERS = tokenizersOfAllKinds();

  private static List<Tokenizer> tokenizersOfAllKinds() {
    List<Tokenizer> all = new ArrayList<>();
    try {
      Path directory = Files.createTempDirectory("tokenizers");
      TokenizerShelf shelf = TokenizerShelf.in(directory);
      all.add(read(shelf, new Tiktoken("cl100k_base")));
      all.add(read(shelf, new Tiktoken("o200k_base")));
      for (String form : List.of("null", "{\"type\":\"NFC\"}", "{\"type\":\"NFKC\"}")) {
        String file = TokenizerFiles.lay(directory, "own", form);
        all.add(read(shelf, new HuggingFace(file)));
        Files.delete(directory.resolve(file));
      }
      Files.delete(directory.resolve("own"));
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Tokenizer read(TokenizerShelf shelf, TokenizerRef ref) {
    assertThat(shelf.check(ref)).isEmpty();
    return shelf.find(ref).orElseThrow();
  }

  @Property(tries = 2000)
  void noBoundIsBelowTheExactCount(
      @ForAll("conversations") List<Message> messages,
      @ForAll boolean escaped,
      @ForAll("tokenizers") Tokenizer tokenizer) {
    InferenceRequest request = chat(messages, escaped);
    PromptBounds bounds = new PromptBounds(request.prompt(), TEMPLATE, 0.25);
    long exact = 2;
    for (Message message : messages) {
      exact += 3 + tokenizer.count(message.text(), false);
    }

    PromptCount counted = bounds.ofTexts(request, tokenizer);
    PromptCount bytes = bounds.ofBytes(tokenizer, Source.BYTES);

    assertThat(counted.certainty()).isEqualTo(Certainty.EXACT);
    assertThat(counted.bound()).isEqualTo(exact);
    assertThat(counted.likely()).isEqualTo(exact);
    assertThat(bytes.certainty()).isEqualTo(Certainty.UPPER_BOUND);
    assertThat(bytes.bound()).isGreaterThanOrEqualTo(exact);
  }

  /// Nobody knows what a template puts between parts; whether nothing or a new line, it is covered.
  @Property(tries = 1000)
  void partsAreBoundedHoweverTheyAreJoined(
      @ForAll("texts") String first,
      @ForAll("texts") String second,
      @ForAll("tokenizers") Tokenizer tokenizer) {
    InferenceRequest request =
        read(
            Map.of(
                "messages",
                List.of(
                    Map.of(
                        "role",
                        "user",
                        "content",
                        List.of(
                            Map.of("type", "text", "text", first),
                            Map.of("type", "text", "text", second))))),
            false);
    PromptBounds bounds = new PromptBounds(request.prompt(), TEMPLATE, 0.25);

    PromptCount counted = bounds.ofTexts(request, tokenizer);

    assertThat(counted.certainty()).isEqualTo(Certainty.UPPER_BOUND);
    for (String joint : List.of("", "\n", " ")) {
      assertThat(counted.bound())
          .isGreaterThanOrEqualTo(5 + tokenizer.count(first + joint + second, false));
    }
  }

  @Provide
  Arbitrary<List<Message>> conversations() {
    return texts().map(text -> Message.of("user", text)).list().ofMinSize(1).ofMaxSize(4);
  }

  /// All planes of Unicode, halves of characters, and what the vocabularies have merges for.
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(40);
    Arbitrary<String> rewritten =
        Arbitraries.strings().withChars("\u0344\u0958\ufb2c\ufdfa\u2adc\u0130").ofMaxLength(20);
    Arbitrary<String> music = Arbitraries.of(0x1D160, 0x1D1C0).map(Character::toString);
    Arbitrary<String> words =
        Arbitraries.of(
            "hello", " world", "\n\n", "   ", "<s>", "<|end|>", "<|im_end|>", "ab", "ba");
    return Arbitraries.oneOf(anything, rewritten, music, words)
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<Tokenizer> tokenizers() {
    return Arbitraries.of(TOKENIZERS);
  }

  private static InferenceRequest chat(List<Message> messages, boolean escaped) {
    return read(
        Map.of(
            "messages",
            messages.stream()
                .map(message -> Map.of("role", message.role(), "content", message.text()))
                .toList()),
        escaped);
  }

  private static InferenceRequest read(Map<String, Object> body, boolean escaped) {
    try {
      String json = Json.MAPPER.writeValueAsString(body);
      byte[] bytes = (escaped ? ascii(json) : sound(json)).getBytes(StandardCharsets.UTF_8);
      Result result = RequestReader.read(Operation.CHAT, bytes);
      assertThat(result).isInstanceOf(Result.Read.class);
      return ((Result.Read) result).request();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Half a character can only be sent as an escape.
  private static String sound(String json) {
    StringBuilder text = new StringBuilder();
    json.codePoints()
        .forEach(character -> {
          if (Character.getType(character) == Character.SURROGATE) {
            text.append("\\u%04x".formatted(character));
          } else {
            text.appendCodePoint(character);
          }
        });
    return text.toString();
  }

  private static String ascii(String json) {
    StringBuilder text = new StringBuilder();
    json.chars().forEach(c -> text.append(c < 128 ? "" + (char) c : "\\u%04x".formatted(c)));
    return text.toString();
  }
}
