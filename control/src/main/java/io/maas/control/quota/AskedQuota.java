package io.maas.control.quota;

import io.maas.control.quota.Uses.Counter;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The quota as it is asked by who may wait for its answer.
///
/// @param quota the counters
record AskedQuota(Quota quota) {

  private static final Logger LOG = LoggerFactory.getLogger(AskedQuota.class);
  private static final int PATIENCE_SECONDS = 5;

  /// What came of asking.
  sealed interface Told {
    /// Where the counters stand.
    record Standings(Map<Counter, Standing> byCounter) implements Told {
      /// Where a limit stands by one of them.
      Standing of(Limit limit, Counter counter) {
        Standing told = byCounter.get(counter);
        if (told == null) {
          throw new IllegalStateException("no standing of " + counter + " (expected: one)");
        }
        return new Standing(limit, told.used(), told.held(), told.resetsIn());
      }
    }

    /// The counters cannot tell now.
    record Nothing() implements Told {}
  }

  /// Asks all places at once.
  Told standings(List<Claims> claims) {
    List<CompletableFuture<List<Standing>>> asked =
        claims.stream().map(each -> quota.standings(each).toCompletableFuture()).toList();
    try {
      CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      LOG.atWarn().setMessage("counters not asked").setCause(e).log();
      return new Told.Nothing();
    }
    Map<Counter, Standing> byCounter = new HashMap<>();
    for (int i = 0; i < claims.size(); i++) {
      Claims place = claims.get(i);
      List<Standing> standings = asked.get(i).join();
      for (int j = 0; j < standings.size(); j++) {
        byCounter.put(Counter.of(place.partition(), place.list().get(j)), standings.get(j));
      }
    }
    return new Told.Standings(byCounter);
  }
}
