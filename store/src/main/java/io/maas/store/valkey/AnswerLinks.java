package io.maas.store.valkey;

import io.lettuce.core.RedisException;
import io.maas.store.valkey.Topology.Shard;
import io.maas.store.valkey.ValkeyAddress.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Connections for answers to all masters, looked for anew when one is missing: at most once a
/// second, and only when somebody asks. Nobody waits for that.
final class AnswerLinks {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private final Connector connector;
  private final Topology topology;
  private final int most;
  private final LongSupplier ticker;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Known known = new Known(List.of(), Map.of());
  private volatile long nextLook;
  private volatile boolean closed;

  /// What was found last.
  private record Known(List<Shard> shards, Map<Node, AnswerLink> links) {
    @Nullable AnswerLink of(int slot) {
      for (Shard shard : shards) {
        if (slot >= shard.first() && slot <= shard.last()) {
          return links.get(shard.master());
        }
      }
      return null;
    }
  }

  /// @param most how many commands may wait on one connection
  AnswerLinks(Connector connector, int most, LongSupplier ticker) {
    this.connector = connector;
    this.topology = Topologies.of(connector);
    this.most = most;
    this.ticker = ticker;
    this.nextLook = ticker.getAsLong();
  }

  /// The server that has the slot; null if it cannot be reached now.
  @Nullable AnswerLink of(int slot) {
    AnswerLink link = known.of(slot);
    if (link != null && link.isOpen()) {
      return link;
    }
    var _ = look();
    return null;
  }

  /// A server said that something is not its own: another has it now.
  void moved() {
    var _ = look();
  }

  /// @return completes when it has looked, whatever it found; at once where it has not
  CompletionStage<Void> look() {
    if (closed || ticker.getAsLong() - nextLook < 0 || !looking.compareAndSet(false, true)) {
      return CompletableFuture.completedStage(null);
    }
    return CompletableFuture.completedFuture(null)
        .thenCompose(_ -> topology.shards())
        .thenCompose(this::connect)
        .orTimeout(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
        .handle((_, _) -> {
          nextLook = ticker.getAsLong() + PAUSE;
          looking.set(false);
          return null;
        });
  }

  private CompletionStage<Void> connect(List<Shard> shards) {
    Map<Node, CompletableFuture<AnswerLink>> links = new HashMap<>();
    Map<Node, AnswerLink> before = known.links();
    for (Shard shard : shards) {
      links.computeIfAbsent(shard.master(), node -> open(node, before.get(node)));
    }
    return CompletableFuture.allOf(links.values().toArray(CompletableFuture<?>[]::new))
        .whenComplete((_, _) -> use(shards, links));
  }

  private CompletableFuture<AnswerLink> open(Node node, @Nullable AnswerLink before) {
    return before != null && before.isOpen()
        ? CompletableFuture.completedFuture(before)
        : AnswerLink.open(connector.client(), connector.uri(node), node, most);
  }

  /// What can be reached is used, whatever cannot.
  private void use(List<Shard> shards, Map<Node, CompletableFuture<AnswerLink>> opened) {
    Map<Node, AnswerLink> links = new HashMap<>();
    opened.forEach((node, link) -> {
      if (link.isDone() && !link.isCompletedExceptionally()) {
        links.put(node, link.join());
      }
    });
    Known before = known;
    known = new Known(shards, links);
    before.links().values().stream()
        .filter(link -> links.get(link.node()) != link)
        .forEach(AnswerLink::close);
    if (closed) {
      close();
    }
  }

  /// Whether an error says that another server should have been asked.
  static boolean isElsewhere(Throwable error) {
    String message = String.valueOf(error.getMessage());
    return error instanceof RedisException
        && (message.startsWith("MOVED") || message.startsWith("READONLY"));
  }

  void close() {
    closed = true;
    known.links().values().forEach(AnswerLink::close);
  }
}
