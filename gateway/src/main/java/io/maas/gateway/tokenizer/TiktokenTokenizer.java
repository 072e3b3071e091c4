package io.maas.gateway.tokenizer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Optional;

/// A vocabulary of OpenAI's, from the program itself. Text is ordinary text: `<|endoftext|>` in a
/// prompt costs what its letters cost, as it does at the engines.
final class TiktokenTokenizer implements Tokenizer {

  private final Encoding encoding;

  private TiktokenTokenizer(Encoding encoding) {
    this.encoding = encoding;
  }

  /// Reads the vocabulary, which takes some 200 ms and 20 to 40 MB; empty if there is none of this
  /// name.
  static Optional<Tokenizer> named(String encoding) {
    return EncodingType.fromName(encoding)
        .map(type -> new TiktokenTokenizer(Encodings.newLazyEncodingRegistry().getEncoding(type)));
  }

  @Override
  public int count(String text, boolean alone) {
    return encoding.countTokensOrdinary(Tokenizer.sound(text));
  }
}
