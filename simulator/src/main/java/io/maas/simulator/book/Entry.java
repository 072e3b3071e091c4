package io.maas.simulator.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the book.
///
/// @param requestId the client's `X-Request-ID`; the reply's own id where it sent none
/// @param model the served model's id; null where the request named none that is served
/// @param inputTokens of the prompt, the cached ones included
/// @param cachedTokens of the prompt, found in the prefix cache
/// @param outputTokens really generated, up to the end or the abort
/// @param finish the first choice's finish reason; null where it has none
/// @param beside what it heard, spoke or drew
/// @param millis when it ended, in milliseconds since 1970
public record Entry(
    String requestId,
    @Nullable String model,
    int inputTokens,
    int cachedTokens,
    int outputTokens,
    Status status,
    @Nullable String finish,
    Beside beside,
    long millis) {

  /// Seconds that were heard, characters that were spoken, pictures that were drawn.
  public record Beside(int seconds, int characters, int images) {
    /// A text that was answered by a text.
    public static final Beside NOTHING = new Beside(0, 0, 0);
  }

  /// Of a text that was answered by a text.
  public Entry(
      String requestId,
      @Nullable String model,
      int inputTokens,
      int cachedTokens,
      int outputTokens,
      Status status,
      @Nullable String finish,
      long millis) {
    this(
        requestId,
        model,
        inputTokens,
        cachedTokens,
        outputTokens,
        status,
        finish,
        Beside.NOTHING,
        millis);
  }

  public Instant time() {
    return Instant.ofEpochMilli(millis);
  }
}
