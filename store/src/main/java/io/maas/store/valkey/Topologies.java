package io.maas.store.valkey;

import io.lettuce.core.codec.StringCodec;
import io.maas.store.valkey.Topology.Shard;
import io.maas.store.valkey.ValkeyAddress.Node;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// How each kind of address finds its masters.
final class Topologies {

  private static final long PATIENCE_SECONDS = 2;

  private Topologies() {}

  static Topology of(Connector connector) {
    ValkeyAddress address = connector.address();
    return switch (address.kind()) {
      case STANDALONE -> {
        List<Shard> alone = List.of(Shard.whole(address.nodes().getFirst()));
        yield () -> CompletableFuture.completedStage(alone);
      }
      case SENTINEL ->
          () -> first(address.nodes(), node -> master(connector, node)).thenApply(List::of);
      case CLUSTER -> new OfCluster(connector);
    };
  }

  private static CompletionStage<Shard> master(Connector connector, Node sentinel) {
    return connector
        .client()
        .connectSentinelAsync(StringCodec.ASCII, connector.uri(sentinel))
        .toCompletableFuture()
        .thenCompose(connection ->
            connection
                .async()
                .getMasterAddrByName(connector.address().master())
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((_, _) -> {
                  var _ = connection.closeAsync();
                }))
        .thenApply(found -> {
          if (found instanceof InetSocketAddress at) {
            return Shard.whole(new Node(at.getHostString(), at.getPort()));
          }
          throw new IllegalStateException(
              sentinel + " knows no master `" + connector.address().master() + "`");
        });
  }

  /// What the first of the nodes says that says anything.
  private static <T> CompletionStage<T> first(
      List<Node> nodes, Function<Node, CompletionStage<T>> ask) {
    CompletionStage<T> answer = ask.apply(nodes.getFirst());
    for (Node next : nodes.subList(1, nodes.size())) {
      answer = answer.exceptionallyCompose(_ -> ask.apply(next));
    }
    return answer;
  }

  /// Asks the nodes that were named, and those that were found since.
  private static final class OfCluster implements Topology {
    private final Connector connector;
    private volatile List<Node> known;

    OfCluster(Connector connector) {
      this.connector = connector;
      this.known = connector.address().nodes();
    }

    @Override
    public CompletionStage<List<Shard>> shards() {
      return first(known, this::slots)
          .thenApply(shards -> {
            Set<Node> nodes = new LinkedHashSet<>();
            shards.forEach(shard -> nodes.add(shard.master()));
            nodes.addAll(connector.address().nodes());
            known = List.copyOf(nodes);
            return shards;
          });
    }

    private CompletionStage<List<Shard>> slots(Node node) {
      return connector
          .client()
          .connectAsync(StringCodec.ASCII, connector.uri(node))
          .toCompletableFuture() // the driver's own future never completes what Java 9 added to it
          .thenCompose(connection ->
              connection
                  .async()
                  .clusterSlots()
                  .toCompletableFuture()
                  .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                  .whenComplete((_, _) -> {
                    var _ = connection.closeAsync();
                  }))
          .thenApply(reply -> shards(reply, node));
    }

    /// From `[first, last, [master's host, port, …], replica…]…`; an empty host is the one asked.
    private static List<Shard> shards(List<Object> reply, Node asked) {
      List<Shard> shards = new ArrayList<>();
      for (Object one : reply) {
        List<?> range = (List<?>) one;
        List<?> master = (List<?>) range.get(2);
        String host = String.valueOf(master.getFirst());
        shards.add(
            new Shard(
                new Node(host.isEmpty() ? asked.host() : host, number(master.get(1))),
                number(range.get(0)),
                number(range.get(1))));
      }
      return shards;
    }

    private static int number(Object value) {
      return Math.toIntExact((Long) value);
    }
  }
}
