package io.maas.store.valkey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a counter from before the epoch.
///
/// @param points settled
/// @param since when the first of all was admitted; null if nothing was
/// @param holds what still runs
record KnownSpent(long points, @Nullable Instant since, List<Held> holds) {

  /// Points that a request holds.
  record Held(UUID requestId, long points) {}
}
