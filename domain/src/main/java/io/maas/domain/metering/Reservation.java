package io.maas.domain.metering;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// The most that a request may cost, held over all its limits before the first attempt. Exactly one
/// [Settlement] closes it.
public interface Reservation {

  /// The request that it holds for.
  UUID requestId();

  /// The most tokens that one answer may have so that every strict limit holds; empty where no
  /// strict limit counts output, and the request's own bound stays as it is.
  OptionalLong outputAllowance();

  /// Where each limit stands with this reservation held, in the order of the claims.
  List<Standing> standings();

  /// What a successor of this process needs to settle it, should this one die: in words of the
  /// counters' own, kept in the journal. Empty where the counters die with the process.
  default String trace() {
    return "";
  }

  /// A request that is served although no counter knows of it.
  record Uncounted(UUID requestId) implements Reservation {
    @Override
    public OptionalLong outputAllowance() {
      return OptionalLong.empty();
    }

    @Override
    public List<Standing> standings() {
      return List.of();
    }
  }
}
