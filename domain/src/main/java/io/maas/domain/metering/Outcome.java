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
/// @param usage the tokens that are billed
/// @param charged the tokens that its limits were charged
/// @param replayed whether the answer was one that was kept, and no engine worked for it
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
    Charged charged,
    boolean replayed,
    @Nullable Duration firstToken,
    Duration duration,
    List<Attempt> attempts) {

  /// Of a request that an engine worked on, or that nothing answered.
  public Outcome(
      UUID id,
      int status,
      End end,
      @Nullable String finishReason,
      @Nullable String reportedModel,
      Usage usage,
      Charged charged,
      @Nullable Duration firstToken,
      Duration duration,
      List<Attempt> attempts) {
    this(
        id,
        status,
        end,
        finishReason,
        reportedModel,
        usage,
        charged,
        false,
        firstToken,
        duration,
        attempts);
  }

  /// The tokens that its reservation is settled with. A replay takes no tokens from any limit: its
  /// reservation counts money alone, by the tokens of the answer.
  public Charged settled() {
    return replayed ? Charged.as(usage) : charged;
  }

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

  /// What a request took from its limits. Not what it is billed: an attempt that burnt tokens and
  /// brought nothing is charged and never billed, and a lost request is charged its whole hold.
  ///
  /// @param input prompt tokens, cached ones included
  /// @param cached those of them that the engine is known to have taken from its cache
  /// @param output generated tokens
  /// @param media what was taken beside tokens
  public record Charged(long input, long cached, long output, Media media) {

    /// Nothing was taken.
    public static final Charged NOTHING = new Charged(0, 0, 0);

    /// Tokens only.
    public Charged(long input, long cached, long output) {
      this(input, cached, output, Media.NONE);
    }

    public Charged {
      if (input < 0 || output < 0 || cached < 0 || cached > input) {
        throw new IllegalArgumentException(
            "charged: %d input, %d of them cached, %d output (expected: >= 0, cached <= input)"
                .formatted(input, cached, output));
      }
    }

    /// As much as is billed: what holds of a request that was answered and told its usage.
    public static Charged as(Usage usage) {
      return of(usage.input().orElse(0), usage.cached().orElse(0), usage.output().orElse(0))
          .with(usage.media());
    }

    /// The same tokens, and this beside them.
    public Charged with(Media other) {
      return new Charged(input, cached, output, other);
    }

    /// Whether nothing was taken.
    public boolean isNothing() {
      return total() == 0 && media.isNone();
    }

    /// So much of what an upstream said as can be meant: it may say that more was cached than
    /// asked.
    public static Charged of(long input, long cached, long output) {
      long asked = Math.max(0, input);
      return new Charged(asked, Math.clamp(cached, 0, asked), Math.max(0, output));
    }

    /// Input and output together.
    public long total() {
      return input + output;
    }
  }

  /// One try at one endpoint.
  ///
  /// @param endpoint where it went
  /// @param status what the endpoint answered, 0 if nothing came
  /// @param usage what it burnt
  public record Attempt(String endpoint, int status, Usage usage) {}
}
