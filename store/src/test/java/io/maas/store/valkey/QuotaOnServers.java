package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Layout;
import io.maas.store.valkey.Agreement.Agreed;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/// A quota on servers of a test, in one epoch that nobody questions.
final class QuotaOnServers implements AutoCloseable {

  private static final int MOST = 100_000;

  final ScheduledExecutorService jobs = Executors.newScheduledThreadPool(1);
  final Connector connector;
  final Links links;

  QuotaOnServers(String address) {
    connector = new Connector(ValkeyAddress.parse(address).orElseThrow(), MOST);
    links = new Links(connector, jobs);
    links.start().toCompletableFuture().join();
    Eventually.holds("links to all servers", RedisServer.PATIENCE, () -> !links.all().isEmpty());
  }

  Set<String> servers() {
    return links.all().stream().map(ServerLink::runId).collect(Collectors.toSet());
  }

  /// A quota in an epoch that begins now.
  ValkeyQuota quota(long epoch, StoreTime time, InstantSource clock, History history) {
    Counters counters =
        new Counters(links, new ScriptCall.Caller("gateway-1", time, clock), Duration.ofSeconds(5));
    for (int i = 0; i < Bucket.COUNT; i++) {
      counters.begin(epoch, new Bucket(i)).toCompletableFuture().join();
    }
    Agreed agreed = new Agreed(epoch, servers(), Layout.NONE, Map.of());
    Agreement agreement =
        new Agreement() {
          @Override
          public State state() {
            return agreed;
          }

          @Override
          public void turn() {
            // nothing ever changes
          }

          @Override
          public CompletionStage<Void> next() {
            return CompletableFuture.completedStage(null);
          }

          @Override
          public void lost(long lost, String cause) {
            throw new AssertionError("epoch " + lost + ": " + cause);
          }
        };
    return new ValkeyQuota(
        counters,
        agreement,
        new Establishing(counters, (_, claims) -> before(history, claims)),
        new Settlements(counters, jobs),
        new OpenReservations(),
        clock);
  }

  private static CompletionStage<List<KnownSpent>> before(History history, Claims claims) {
    return history
        .spent(claims)
        .thenApply(all ->
            all.stream()
                .map(spent -> new KnownSpent(spent.points(), spent.since(), List.of()))
                .toList());
  }

  @Override
  public void close() {
    links.close();
    connector.close();
    jobs.shutdownNow();
  }
}
