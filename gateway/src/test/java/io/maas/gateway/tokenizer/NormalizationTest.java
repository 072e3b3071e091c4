package io.maas.gateway.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenizerRef.HuggingFace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {

  @TempDir Path directory;

  /// The reason for it all: bytes alone are no bound for a vocabulary that rewrites texts.
  @Test
  void aTextCanHaveMoreTokensThanBytes() {
    Tokenizer tokenizer = tokenizer("NFC");
    String text = Character.toString(0x1D160);

    assertThat(tokenizer.count(text, false)).isGreaterThan(utf8(text));
  }

  /// Every character there is: none becomes more tokens than its bytes times the growth.
  @ParameterizedTest
  @ValueSource(
      strings = {"NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "BertNormalizer"})
  void noCharacterGrowsBeyondWhatIsSaid(String form) {
    Tokenizer tokenizer = tokenizer(form);
    int checked = 0;
    for (int character = 0x80; character <= 0x2FFFF; character++) {
      int type = Character.getType(character);
      if (type == Character.UNASSIGNED || type == Character.SURROGATE) {
        continue;
      }
      String text = Character.toString(character);
      int most = tokenizer.mostPerByte() * utf8(text) + tokenizer.mostPerText();
      if (tokenizer.count(text, false) > most) {
        assertThat(tokenizer.count(text, false)).as("U+%X", character).isLessThanOrEqualTo(most);
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(50_000);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Tokenizer tokenizer(String form) {
    String more =
        form.equals("BertNormalizer")
            ? ",\"clean_text\":true,\"handle_chinese_chars\":true,\"strip_accents\":null,"
                + "\"lowercase\":true"
            : "";
    String normalizer = "{\"type\":\"" + form + "\"" + more + "}";
    HuggingFace ref = new HuggingFace(TokenizerFiles.lay(directory, "own", normalizer));
    TokenizerShelf shelf = TokenizerShelf.in(directory);
    assertThat(shelf.check(ref)).isEmpty();
    return shelf.find(ref).orElseThrow();
  }
}
