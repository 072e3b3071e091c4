package io.maas.protocol.anthropic;

import org.jspecify.annotations.Nullable;

/// What a provider wants back with a call, such as Gemini's thought signatures: clients of this
/// dialect keep it as the signature of a thought without words that stands before the call.
public final class CallSignature {

  /// What such a signature begins with.
  public static final String MARK = "maas-call:";

  private CallSignature() {}

  /// As the signature of a thought.
  static String wrapped(String signature) {
    return MARK + signature;
  }

  /// The signature of the call behind that thought; null if it is a thought of its own.
  static @Nullable String in(String thought, String signature) {
    return thought.isEmpty() && signature.startsWith(MARK)
        ? signature.substring(MARK.length())
        : null;
  }
}
