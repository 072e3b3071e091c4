package io.maas.gateway.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/// A vocabulary that lies in a `tokenizer.json`. It lives in native memory, which is given back
/// when nobody can be counting with it any more.
final class HuggingFaceTokenizer implements Tokenizer {

  private static final Cleaner CLEANER = Cleaner.create();

  private final TokenizersLibrary calls = NativeLibrary.calls();
  private final long handle;
  private final int mostPerByte;
  private final int mostPerText;

  /// Reads one.
  ///
  /// @param json the whole file
  /// @throws RuntimeException if it is no tokenizer, with the reason in few words
  HuggingFaceTokenizer(String json, int mostPerByte) {
    this.handle = calls.createTokenizerFromString(json);
    // A file may ask to cut long texts and to fill short ones up, which is for training.
    calls.disableTruncation(handle);
    calls.disablePadding(handle);
    this.mostPerByte = mostPerByte;
    this.mostPerText = 1 + count("", true); // one more for a blank put before the text
    var _ = CLEANER.register(this, new Closing(calls, handle));
  }

  @Override
  public int count(String text, boolean alone) {
    try {
      long encoding = calls.encode(handle, Tokenizer.sound(text), alone);
      try {
        return calls.getTokenIds(encoding).length;
      } finally {
        calls.deleteEncoding(encoding);
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public int mostPerByte() {
    return mostPerByte;
  }

  @Override
  public int mostPerText() {
    return mostPerText;
  }

  /// Must not hold on to the tokenizer.
  private record Closing(TokenizersLibrary calls, long handle) implements Runnable {
    @Override
    public void run() {
      calls.deleteTokenizer(handle);
    }
  }
}
