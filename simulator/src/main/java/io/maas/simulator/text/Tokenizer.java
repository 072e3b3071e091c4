package io.maas.simulator.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The tokenizer all simulated models share: `cl100k_base`, a real vocabulary of 100 256 tokens.
///
/// Text is always read as ordinary text, so that a prompt with `<|endoftext|>` in it costs what its
/// letters cost and ends nothing. Safe for use by several threads.
public final class Tokenizer {
  /// No token stands for more bytes than this; the longest are runs of blanks. It bounds from below
  /// how many tokens a text has, without reading it.
  public static final int MOST_BYTES_PER_TOKEN = 128;

  private final Encoding encoding;

  private Tokenizer(Encoding encoding) {
    this.encoding = encoding;
  }

  /// The one tokenizer of this process; its vocabulary (some 200 ms, 20 MB) is loaded on first use.
  public static Tokenizer cl100k() {
    return Vocabulary.CL100K;
  }

  public int count(String text) {
    return encoding.countTokensOrdinary(sound(text));
  }

  public int[] encode(String text) {
    return encoding.encodeOrdinary(sound(text)).toArray();
  }

  /// The text of these tokens, those of the chat template included; empty where one of them is none
  /// of this vocabulary. Bytes that are no UTF-8 become U+FFFD.
  public Optional<String> decode(int... tokens) {
    var bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      var special = PromptTemplate.specialText(token);
      if (special.isPresent()) {
        bytes.writeBytes(special.get().getBytes(StandardCharsets.UTF_8));
      } else if (token < 0 || token >= PromptTemplate.FIRST_SPECIAL) {
        return Optional.empty();
      } else {
        bytes.writeBytes(bytes(token));
      }
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  /// JSON can hold half a character (`"\\ud83d"`), which no UTF-8 can: it is read as a question
  /// mark.
  private static String sound(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  /// The bytes of one ordinary token; they may be a part of a character only.
  byte[] bytes(int token) {
    var one = new IntArrayList(1);
    one.add(token);
    return encoding.decodeBytes(one);
  }

  private static final class Vocabulary {
    static final Tokenizer CL100K =
        new Tokenizer(Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE));
  }
}
