package io.maas.gateway.recovery;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Reads from the ledger what counters should show.
///
/// The ledger knows no teams. A counter of a team is told what the whole tenant was charged under
/// the same limit: no less than the team was, and what cannot be established counts as spent.
///
/// @param aside runs what blocks
public record LedgerHistory(Ledger ledger, InstantSource clock, Executor aside) implements History {

  @Override
  public CompletionStage<List<Spent>> spent(Claims claims) {
    String tenant = claims.partition().tenant();
    return CompletableFuture.supplyAsync(
        () -> claims.list().stream().map(claim -> spent(tenant, claim)).toList(), aside);
  }

  private Spent spent(String tenant, Claim claim) {
    Limit limit = claim.limit();
    if (limit.unit() == Unit.CONCURRENT_REQUESTS) {
      return Spent.NOTHING; // what is in the ledger does not run
    }
    var charged = ledger.spent(question(tenant, claim));
    return charged
        .first()
        .map(first -> new Spent(points(limit.measure(), charged), first))
        .orElse(Spent.NOTHING);
  }

  private SpentQuery question(String tenant, Claim claim) {
    Limit limit = claim.limit();
    Scope scope = limit.scope();
    String subject = claim.subject();
    return new SpentQuery(
        tenant,
        limit.over().subscription(),
        limit.over().model(),
        scope == Scope.USER ? subject : null,
        scope == Scope.KEY ? subject : null,
        scope == Scope.ORGANIZATION ? subject : null,
        since(limit.window()));
  }

  private Instant since(Window window) {
    Instant now = clock.instant();
    return switch (window) {
      case Window.Calendar calendar -> calendar.start(now);
      case Window.Rolling _, Window.WhileRunning _ -> now.minus(window.longest());
    };
  }

  /// A measure is a sum of so much for each request and each token, so the sum of many is theirs.
  private static long points(Measure measure, SpentSum sum) {
    return measure.unit() == Unit.COST
        ? sum.costNanos()
        : measure.of(sum.inputTokens(), sum.cachedTokens(), sum.outputTokens(), sum.media())
            + measure.perRequest() * (sum.requests() - 1);
  }
}
