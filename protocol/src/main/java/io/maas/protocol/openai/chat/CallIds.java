package io.maas.protocol.openai.chat;

import org.jspecify.annotations.Nullable;

/// Ids for calls to which an engine gave none. Clients find results by them, so those of two
/// answers must differ.
final class CallIds {

  private CallIds() {}

  /// @param answer the engine's id of the answer, if it gave one
  /// @param index which of its calls
  static String made(@Nullable String answer, int index) {
    return answer == null ? "call_" + index : "call_" + answer + "_" + index;
  }
}
