package io.maas.gateway.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.catalog.TokenizerRef.HuggingFace;
import io.maas.domain.catalog.TokenizerRef.Tiktoken;
import io.maas.domain.resource.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerShelfTest {

  @TempDir Path directory;
  private TokenizerShelf shelf;

  @BeforeEach
  void opens() {
    shelf = TokenizerShelf.in(directory);
  }

  @Test
  void countsWithAFile() {
    Tokenizer tokenizer = good(new HuggingFace(TokenizerFiles.lay(directory, "own", "null")));

    assertThat(tokenizer.count("hello", false)).isEqualTo(1);
    assertThat(tokenizer.count("hello", true)).isEqualTo(2); // <s> before it
    assertThat(tokenizer.count("hello world", false)).isEqualTo(5); // hello, Ġw, or, l, d
    assertThat(tokenizer.count("<|end|>", false)).isEqualTo(1);
    assertThat(tokenizer.count("é", false)).isEqualTo(2);
    assertThat(tokenizer.count("", false)).isZero();
    assertThat(tokenizer.count("half \ud83d", false)).isEqualTo(tokenizer.count("half ?", false));
  }

  @Test
  void cutsNothingThoughTheFileSaysSo() {
    Tokenizer tokenizer = good(new HuggingFace(TokenizerFiles.lay(directory, "own", "null")));

    assertThat(tokenizer.count("x".repeat(5000), false)).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({"r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base"})
  void hasEveryVocabularyThatAResourceMayName(String encoding) {
    assertThat(good(new Tiktoken(encoding)).count("Hello world", false)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | 1",
        "{\"type\":\"NFC\"} | 3",
        "{\"type\":\"NFKC\"} | 11",
        "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFD\"},{\"type\":\"Lowercase\"}]} | 9",
        "{\"type\":\"Replace\",\"pattern\":{\"String\":\"a\"},\"content\":\"bcd\"} | 3",
      })
  void knowsHowMuchATextCanGrow(String normalizer, int mostPerByte) {
    Tokenizer tokenizer = good(new HuggingFace(TokenizerFiles.lay(directory, "own", normalizer)));

    assertThat(tokenizer.mostPerByte()).isEqualTo(mostPerByte);
  }

  @Test
  void saysWhichFileIsNotThere() {
    assertThat(broken(new HuggingFace("none/tokenizer.json")).toString())
        .isEqualTo(
            "spec.tokens.tokenizer.file: none/tokenizer.json: no such file (expected: a"
                + " tokenizer.json of Hugging Face in the directory `tokenizers` of the process's"
                + " data)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{}", "{\"model\":{\"type\":\"Nothing\"}}", "\0\0", "null"})
  void saysWhatIsWrongWithAFile(String content) {
    TokenizerFiles.write(directory.resolve("bad/tokenizer.json"), content);

    assertThat(broken(new HuggingFace("bad/tokenizer.json")).found())
        .startsWith("bad/tokenizer.json: ")
        .hasSizeGreaterThan("bad/tokenizer.json: ".length() + 3);
  }

  @Test
  void anEmptyMergeOrAnUnknownOneDoesNotEndTheProcess() {
    String merges = TokenizerFiles.json("null").replace("\"h e\"", "\"q Ω\"");
    TokenizerFiles.write(directory.resolve("bad/tokenizer.json"), merges);

    assertThat(broken(new HuggingFace("bad/tokenizer.json")).found()).contains("Ω");
  }

  @Test
  void aDirectoryIsNoFile() throws IOException {
    Files.createDirectories(directory.resolve("a/tokenizer.json"));

    assertThat(shelf.check(new HuggingFace("a/tokenizer.json"))).isPresent();
  }

  @Test
  void readsAFileAnewWhenItChanged() {
    HuggingFace ref = new HuggingFace("own/tokenizer.json");
    TokenizerFiles.write(directory.resolve("own/tokenizer.json"), "broken");
    assertThat(shelf.check(ref)).isPresent();

    TokenizerFiles.lay(directory, "own", "null");
    assertThat(good(ref).count("hello", false)).isEqualTo(1);

    TokenizerFiles.write(directory.resolve("own/tokenizer.json"), "broken again");
    assertThat(shelf.check(ref)).isPresent();
    assertThat(shelf.find(ref)).isEmpty();
  }

  @Test
  void readsAFileOnceWhileItStaysTheSame() {
    HuggingFace ref = new HuggingFace(TokenizerFiles.lay(directory, "own", "null"));
    Tokenizer first = good(ref);

    assertThat(good(ref)).isSameAs(first);
  }

  @Test
  void oneThatOnlyChecksKeepsNothing() {
    TokenizerShelf checking = TokenizerShelf.checking(directory);
    HuggingFace ref = new HuggingFace(TokenizerFiles.lay(directory, "own", "null"));

    assertThat(checking.check(ref)).isEmpty();
    assertThat(checking.find(ref)).isEmpty();
  }

  private Tokenizer good(TokenizerRef ref) {
    assertThat(shelf.check(ref)).isEmpty();
    return shelf.find(ref).orElseThrow();
  }

  private Violation broken(TokenizerRef ref) {
    Violation violation = shelf.check(ref).orElseThrow();
    assertThat(shelf.find(ref)).isEmpty();
    return violation;
  }
}
