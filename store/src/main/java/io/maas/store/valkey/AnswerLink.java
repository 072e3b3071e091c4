package io.maas.store.valkey;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.maas.store.valkey.ValkeyAddress.Node;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A connection for answers, apart from those of the counters: no decision waits behind a long
/// entry. Once broken it stays so.
final class AnswerLink {

  /// How many commands may be late in a row until nobody is believed to be there.
  private static final int LATE = 8;

  private final Node node;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final Semaphore room;
  private final AtomicInteger late = new AtomicInteger();

  private AnswerLink(Node node, StatefulRedisConnection<byte[], byte[]> connection, int most) {
    this.node = node;
    this.connection = connection;
    this.room = new Semaphore(most);
  }

  /// @param most how many commands may wait for their answers at once
  static CompletableFuture<AnswerLink> open(RedisClient client, RedisURI uri, Node node, int most) {
    return client
        .connectAsync(ByteArrayCodec.INSTANCE, uri)
        .toCompletableFuture()
        .thenApply(connection -> new AnswerLink(node, connection, most));
  }

  Node node() {
    return node;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /// Sends a command. Fails where too many wait already, and where the answer is late.
  <T> CompletableFuture<T> say(
      Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command, Duration within) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(new ServerLink.Crowded(node));
    }
    CompletableFuture<T> answered = command.apply(connection.async()).toCompletableFuture();
    // What is late still takes room until it is answered, or the connection breaks.
    return answered
        .whenComplete((_, _) -> room.release())
        .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, error) -> heard(error));
  }

  private void heard(@Nullable Throwable error) {
    if (!(error instanceof TimeoutException)) {
      late.set(0);
    } else if (late.incrementAndGet() >= LATE) {
      close();
    }
  }

  void close() {
    if (connection.isOpen()) {
      var _ = connection.closeAsync();
    }
  }
}
