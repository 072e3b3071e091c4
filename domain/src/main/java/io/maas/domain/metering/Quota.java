package io.maas.domain.metering;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The counters behind all limits. A port: in memory with one gateway, shared with several.
///
/// A decision over all claims is atomic, and a refusal anywhere takes nothing anywhere. In strict
/// mode `used + held <= capacity` is true of every counter at every moment. Counters that were lost
/// are rebuilt from the [History] before anything is decided on them; until then the answer is
/// [Admission.Unavailable].
public interface Quota {

  /// Holds the demand against all claims at once, or tells which limit refuses.
  CompletionStage<Admission> reserve(UUID requestId, Demand demand, Claims claims);

  /// Closes a reservation; a second settlement of the same one changes nothing.
  ///
  /// @return completes when the counters know
  CompletionStage<Void> settle(Reservation reservation, Settlement settlement);

  /// Settles what a process that died had reserved, if that is still open. Doing it twice changes
  /// nothing.
  ///
  /// @param trace of the [Reservation], as the dead process's journal has it
  /// @return completes when the counters know; at once where they died with the process
  default CompletionStage<Void> correct(UUID requestId, String trace, Settlement settlement) {
    return CompletableFuture.completedStage(null);
  }

  /// Where the counters of these claims stand now, in their order.
  CompletionStage<List<Standing>> standings(Claims claims);
}
