package io.maas.domain.metering;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What was used before a store began to count: asked when counters may have been lost, once for
/// each [Claims.Partition] that is touched.
public interface History {

  /// Nothing was used before. True of a store that is as old as the world.
  History NOTHING =
      claims ->
          CompletableFuture.completedStage(claims.list().stream().map(_ -> Spent.NOTHING).toList());

  /// What the counters of these claims should show, in their order. Fails if that cannot be
  /// established now: then nothing is admitted that must not exceed them.
  CompletionStage<List<Spent>> spent(Claims claims);

  /// What one counter should show. What cannot be established counts as spent.
  ///
  /// @param points used, and held by requests that still run
  /// @param since when the first of it was admitted; null if nothing was
  record Spent(long points, @Nullable Instant since) {
    /// Nothing was used.
    public static final Spent NOTHING = new Spent(0, null);
  }
}
