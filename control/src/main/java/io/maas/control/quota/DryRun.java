package io.maas.control.quota;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.metering.Counters;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Verdict;
import io.maas.http.ErrorReply;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a request would meet. Nothing is held, so somebody else's may come first.
///
/// @param outputAllowance the most tokens that its answer would have
/// @param clamped whether limits make that less than what it asks for
/// @param counted false where it would be served although the counters cannot tell now
/// @param refusedBy the limit that would refuse; absent where something else does
/// @param message what the client would read
/// @param status what the client would get
/// @param retryAfter seconds, where it is worth asking again
record DryRun(
    boolean passes,
    @Nullable String model,
    @Nullable String subscription,
    @JsonProperty("output_allowance") @Nullable Long outputAllowance,
    @Nullable Boolean clamped,
    @Nullable Boolean counted,
    @JsonProperty("refused_by") @Nullable LimitLine refusedBy,
    @Nullable String message,
    @Nullable Integer status,
    @JsonProperty("retry_after") @Nullable Long retryAfter) {

  /// The caller may not use the model, whatever the counters say.
  static DryRun denied(Refusal refusal) {
    return refused(null, null, refusal);
  }

  /// The counters cannot tell, and the subscription prefers to serve then.
  static DryRun uncounted(Uses.Use use, Demand demand) {
    return new DryRun(
        true,
        use.model(),
        use.subscription(),
        Math.max(0, demand.outputCeiling()),
        false,
        false,
        null,
        null,
        null,
        null);
  }

  /// What the verdict on these standings is.
  static DryRun of(
      Uses.Use use, Demand demand, List<Standing> standings, Principal caller, Instant now) {
    return switch (Verdict.of(demand, Counters.of(standings))) {
      case Verdict.Passes(long answer, boolean _) ->
          new DryRun(
              true,
              use.model(),
              use.subscription(),
              answer,
              answer < demand.outputCeiling(),
              null,
              null,
              null,
              null,
              null);
      case Verdict.Refuses(int claim, boolean onlyHolds) -> {
        LimitLine line =
            LimitLine.of(
                standings.get(claim),
                use.claims().list().get(claim).subject(),
                caller,
                List.of(use.model()),
                List.of(use.subscription()),
                now);
        yield refused(use, line, new Refusal.LimitReached(standings.get(claim), onlyHolds));
      }
    };
  }

  private static DryRun refused(Uses.@Nullable Use use, @Nullable LimitLine line, Refusal refusal) {
    ErrorReply reply = ErrorReply.of(refusal);
    OptionalLong retry = reply.retryAfterSeconds();
    return new DryRun(
        false,
        use == null ? null : use.model(),
        use == null ? null : use.subscription(),
        null,
        null,
        null,
        line,
        reply.body().message(),
        reply.status(),
        retry.isPresent() ? retry.getAsLong() : null);
  }
}
