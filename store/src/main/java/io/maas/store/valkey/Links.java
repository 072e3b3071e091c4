package io.maas.store.valkey;

import io.maas.store.valkey.Topology.Shard;
import io.maas.store.valkey.ValkeyAddress.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to each master, found anew when one breaks, turns silent or stops being one.
final class Links implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Links.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
  private static final int SILENT_TURNS = 4;

  private final Connector connector;
  private final Topology topology;
  private final ScheduledExecutorService jobs;
  private final AtomicBoolean turning = new AtomicBoolean();
  private final AtomicBoolean stale = new AtomicBoolean();
  private volatile @Nullable ServerLink[] byBucket = new @Nullable ServerLink[Bucket.COUNT];
  private volatile boolean closed;
  private volatile boolean away;
  private volatile Duration pause = FIRST_PAUSE;
  private final AtomicInteger silent = new AtomicInteger();
  private volatile @Nullable ScheduledFuture<?> next;

  Links(Connector connector, ScheduledExecutorService jobs) {
    this.connector = connector;
    this.topology = Topologies.of(connector);
    this.jobs = jobs;
  }

  /// Begins to connect, and goes on until it is closed.
  ///
  /// @return completes after the first try, however it went
  CompletionStage<Void> start() {
    return turn();
  }

  /// The server that has the bucket; null if it cannot be reached now.
  @Nullable ServerLink of(Bucket bucket) {
    ServerLink link = byBucket[bucket.number()];
    if (link != null && link.isOpen()) {
      return link;
    }
    lookNow();
    return null;
  }

  /// The servers that have all buckets; empty while one is missing.
  Set<ServerLink> all() {
    @Nullable ServerLink[] links = byBucket;
    boolean whole = Arrays.stream(links).allMatch(link -> link != null && link.isOpen());
    return whole ? distinct(links) : Set.of();
  }

  private static Set<ServerLink> distinct(@Nullable ServerLink[] links) {
    return Arrays.stream(links).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /// Asks anew who has which bucket, though all servers answer: one said that it is not it.
  void moved() {
    stale.set(true);
    lookNow();
  }

  /// Looks for the masters at once: something that a server said does not fit. While looking fails,
  /// the pauses between tries stay as long as they are.
  void lookNow() {
    if (!away) {
      var _ = turn();
    }
  }

  private CompletionStage<Void> turn() {
    if (closed || !turning.compareAndSet(false, true)) {
      return CompletableFuture.completedStage(null);
    }
    return CompletableFuture.completedFuture(null)
        .thenCompose(_ -> healthy())
        .thenCompose(healthy -> healthy ? CompletableFuture.<Void>completedStage(null) : connect())
        .orTimeout(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)
        .handle((_, error) -> {
          turned(error);
          return null;
        });
  }

  private void turned(@Nullable Throwable error) {
    if (error == null) {
      if (away) {
        LOG.atInfo().setMessage("the counters' servers answer").log();
      }
      away = false;
      pause = FIRST_PAUSE;
    } else {
      if (!away && !closed) {
        LOG.atWarn()
            .setMessage("the counters' servers cannot be reached")
            .addKeyValue("address", connector.address())
            .addKeyValue("error", String.valueOf(error.getMessage()))
            .log();
      }
      away = true;
    }
    turning.set(false);
    if (!closed) {
      Duration wait = error == null ? LOOK : pause;
      pause = error == null ? pause : longer(pause);
      ScheduledFuture<?> before = next;
      if (before != null) {
        before.cancel(false); // a look between the turns takes the place of the next
      }
      next = jobs.schedule(this::turn, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /// Whether all that is needed is there and is master. A server that says nothing for some turns
  /// counts as gone.
  private CompletionStage<Boolean> healthy() {
    Set<ServerLink> links = all();
    if (links.isEmpty() || stale.getAndSet(false)) {
      return CompletableFuture.completedStage(false);
    }
    CompletableFuture<Boolean> healthy = CompletableFuture.completedFuture(true);
    for (ServerLink link : links) {
      healthy =
          healthy.thenCombine(
              link.isMaster(LOOK).exceptionally(_ -> isHeard(link)).toCompletableFuture(),
              (all, master) -> {
                if (!master) {
                  link.close();
                }
                return all && master;
              });
    }
    return healthy.thenApply(all -> {
      if (all) {
        silent.set(0);
      }
      return all;
    });
  }

  private boolean isHeard(ServerLink link) {
    return silent.incrementAndGet() < SILENT_TURNS && link.isOpen();
  }

  private CompletionStage<Void> connect() {
    return topology.shards().thenCompose(this::connect);
  }

  private CompletionStage<Void> connect(List<Shard> shards) {
    Map<Node, CompletableFuture<ServerLink>> links = new HashMap<>();
    for (ServerLink open : distinct(byBucket)) {
      if (open.isOpen()) {
        links.put(open.node(), CompletableFuture.completedFuture(open));
      }
    }
    for (Shard shard : shards) {
      links.computeIfAbsent(shard.master(), node -> connector.open(node).toCompletableFuture());
    }
    // What can be reached is used, whatever cannot.
    return CompletableFuture.allOf(links.values().toArray(CompletableFuture<?>[]::new))
        .whenComplete((_, _) -> use(shards, links));
  }

  private void use(List<Shard> shards, Map<Node, CompletableFuture<ServerLink>> links) {
    @Nullable ServerLink[] found = new @Nullable ServerLink[Bucket.COUNT];
    for (int i = 0; i < found.length; i++) {
      int slot = new Bucket(i).slot();
      for (Shard shard : shards) {
        if (slot >= shard.first() && slot <= shard.last()) {
          CompletableFuture<ServerLink> link = links.get(shard.master());
          found[i] = link == null || link.isCompletedExceptionally() ? null : link.getNow(null);
        }
      }
    }
    @Nullable ServerLink[] before = byBucket;
    byBucket = found;
    Set<ServerLink> used = distinct(found);
    for (ServerLink old : distinct(before)) {
      if (closed || !used.contains(old)) {
        old.close();
      }
    }
    if (closed) {
      used.forEach(ServerLink::close);
    }
  }

  @Override
  public void close() {
    closed = true;
    distinct(byBucket).forEach(ServerLink::close);
  }
}
