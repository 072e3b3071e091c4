package io.maas.gateway.cache;

import io.maas.domain.metering.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as a client got it, whole, and what the gateway knew of it.
///
/// @param at when it was complete
/// @param contentType of its body
/// @param stream whether its body is one of events
/// @param endpoint which of the model's endpoints gave it
/// @param dropped what the client said and the endpoint was not told
/// @param usage as the engine told it
/// @param finishReason as the engine told it
/// @param model the engine's own name of the model
/// @param body all bytes, to the letter
public record StoredAnswer(
    Instant at,
    String contentType,
    boolean stream,
    String endpoint,
    List<String> dropped,
    Usage usage,
    @Nullable String finishReason,
    @Nullable String model,
    byte[] body) {

  public StoredAnswer {
    dropped = List.copyOf(dropped);
  }

  /// Input and output tokens together.
  public long tokens() {
    return usage.total();
  }
}
