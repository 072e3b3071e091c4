package io.maas.domain.metering;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The second half of a [UsageRecord]: what came of the request. Written before its last bytes go
/// to the client.
///
/// @param id the request's id
/// @param status the HTTP status that the client got, or 499 if it left
/// @param end how it ended
/// @param finishReason the engine's reason to stop, if it told one
/// @param reportedModel the engine's own name of the model
/// @param usage the tokens
/// @param firstToken from admission to the first byte of the answer, if there was one
/// @param duration from admission to the end
/// @param attempts what was tried, in order
public record Outcome(
    UUID id,
    int status,
    End end,
    @Nullable String finishReason,
    @Nullable String reportedModel,
    Usage usage,
    @Nullable Duration firstToken,
    Duration duration,
    List<Attempt> attempts) {

  /// How a request ends.
  public enum End {
    /// The client got the whole answer.
    COMPLETED,
    /// The client went away.
    CANCELLED,
    /// The upstream refused, broke or never answered.
    FAILED,
    /// The gateway crashed; what is known is its intent.
    LOST
  }

  /// One try at one endpoint.
  ///
  /// @param endpoint where it went
  /// @param status what the endpoint answered, 0 if nothing came
  /// @param usage what it burnt
  public record Attempt(String endpoint, int status, Usage usage) {}
}
