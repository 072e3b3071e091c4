package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Epochs.PostedHold;
import io.maas.domain.metering.History;
import io.maas.domain.metering.History.Spent;
import io.maas.domain.metering.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was used before an epoch: what the history has, and what was posted as still running.
///
/// @param aside runs what blocks
record LedgerPast(Epochs epochs, History history, InstantSource clock, Executor aside)
    implements Establishing.Past {

  private static final int TRIES = 5;

  @Override
  public CompletionStage<List<KnownSpent>> before(long epoch, Claims claims) {
    return CompletableFuture.supplyAsync(() -> look(epoch, claims), aside);
  }

  /// A request that goes from the holds into the ledger between two looks would be counted twice,
  /// or never: it is looked again until none did.
  private List<KnownSpent> look(long epoch, Claims claims) {
    List<List<PostedHold>> before = posted(epoch, claims);
    for (int i = 0; i < TRIES; i++) {
      List<Spent> spent = history.spent(claims).toCompletableFuture().join();
      List<List<PostedHold>> after = posted(epoch, claims);
      if (after.equals(before)) {
        return join(spent, after);
      }
      before = after;
    }
    throw new IllegalStateException("the ledger changes faster than it is read");
  }

  private List<List<PostedHold>> posted(long epoch, Claims claims) {
    Instant now = clock.instant();
    return claims.list().stream()
        .map(claim -> epochs.posted(epoch, claim, since(claim, now)))
        .toList();
  }

  private static Instant since(Claim claim, Instant now) {
    return switch (claim.limit().window()) {
      case Window.Rolling rolling -> now.minus(rolling.length());
      case Window.Calendar calendar -> calendar.start(now);
      case Window.WhileRunning _ -> now.minus(ScriptCall.LONGEST_RUN);
    };
  }

  private static List<KnownSpent> join(List<Spent> spent, List<List<PostedHold>> posted) {
    List<KnownSpent> known = new ArrayList<>(spent.size());
    for (int i = 0; i < spent.size(); i++) {
      Spent settled = spent.get(i);
      known.add(
          new KnownSpent(
              settled.points(),
              first(settled.since(), posted.get(i)),
              posted.get(i).stream()
                  .map(hold -> new KnownSpent.Held(hold.requestId(), hold.points()))
                  .toList()));
    }
    return known;
  }

  private static @Nullable Instant first(@Nullable Instant since, List<PostedHold> holds) {
    return Stream.concat(Stream.ofNullable(since), holds.stream().map(PostedHold::admittedAt))
        .min(Instant::compareTo)
        .orElse(null);
  }
}
