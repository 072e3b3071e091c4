package io.maas.store.valkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.SlotHash;
import io.maas.domain.cache.ResponseStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers that gateways share, on the servers of their counters. Each gateway bounds what it has
/// put there, so that answers never take the memory that counters need: where there are too many
/// bytes, it deletes those of its own that it asks for least.
public final class SharedResponses implements ResponseStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedResponses.class);
  private static final String PREFIX = "maas:answer:";

  /// What an entry takes beside its bytes, there and in our book of it.
  private static final int AROUND = 256;

  private final Connector connector;
  private final AnswerLinks links;
  private final Bounds bounds;
  private final Cache<String, Put> own;
  private final AtomicBoolean troubled = new AtomicBoolean();
  private final LongAdder troubles = new LongAdder();
  private final LongAdder evicted = new LongAdder();

  /// @param bytes that this gateway may have there
  /// @param within how long an answer is waited for
  /// @param most how many commands may wait on one connection
  public record Bounds(long bytes, Duration within, int most) {
    /// 50 ms and 256 commands.
    public static Bounds of(long bytes) {
      return new Bounds(bytes, Duration.ofMillis(50), 256);
    }
  }

  /// What we put there.
  private record Put(int weight, long nanos) {}

  SharedResponses(ValkeyAddress address, Bounds bounds, LongSupplier ticker) {
    this.connector = new Connector(address, bounds.most());
    this.links = new AnswerLinks(connector, bounds.most(), ticker);
    this.bounds = bounds;
    this.own =
        Caffeine.newBuilder()
            .maximumWeight(bounds.bytes())
            .<String, Put>weigher((_, put) -> put.weight)
            .expireAfter(Expiry.<String, Put>writing((_, put) -> Duration.ofNanos(put.nanos)))
            .evictionListener((key, _, cause) -> evicted(key, cause))
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /// Begins to connect; until it has, nothing is found.
  ///
  /// @param ticker monotonic nanoseconds
  public static SharedResponses open(ValkeyAddress address, Bounds bounds, LongSupplier ticker) {
    SharedResponses shared = new SharedResponses(address, bounds, ticker);
    var _ = shared.links.look();
    return shared;
  }

  @Override
  public CompletionStage<Optional<byte[]>> find(String key) {
    byte[] name = name(key);
    AnswerLink link = links.of(SlotHash.getSlot(name));
    if (link == null) {
      trouble("the servers cannot be reached");
      return CompletableFuture.completedStage(Optional.empty());
    }
    return link.say(commands -> commands.get(name), bounds.within())
        .handle((found, error) -> {
          heard(error);
          var _ = own.getIfPresent(key); // what is asked for stays
          return error == null ? Optional.ofNullable(found) : Optional.empty();
        });
  }

  @Override
  public CompletionStage<Void> keep(String key, byte[] entry, Duration time) {
    byte[] name = name(key);
    Put put = new Put(entry.length + AROUND, time.toNanos());
    AnswerLink link = links.of(SlotHash.getSlot(name));
    if (link == null) {
      trouble("the servers cannot be reached");
      return CompletableFuture.completedStage(null);
    }
    if (put.weight > bounds.bytes()) {
      return delete(name);
    }
    CompletableFuture<String> said =
        link.say(
            commands -> commands.set(name, entry, SetArgs.Builder.px(time.toMillis())),
            bounds.within());
    own.put(key, put); // what this evicts, itself perhaps, is deleted after it was set
    return said.handle((_, error) -> {
      heard(error);
      return null;
    });
  }

  private void evicted(@Nullable String key, RemovalCause cause) {
    if (key != null && cause == RemovalCause.SIZE) {
      evicted.increment();
      var _ = delete(name(key));
    }
  }

  private CompletionStage<Void> delete(byte[] name) {
    AnswerLink link = links.of(SlotHash.getSlot(name));
    return link == null
        ? CompletableFuture.completedStage(null)
        : link.say(commands -> commands.unlink(name), bounds.within()).handle((_, _) -> null);
  }

  private static byte[] name(String key) {
    return (PREFIX + key).getBytes(US_ASCII);
  }

  private void heard(@Nullable Throwable error) {
    if (error == null) {
      if (troubled.getAndSet(false)) {
        LOG.atInfo().setMessage("the servers of kept answers answer").log();
      }
      return;
    }
    Throwable cause = Counters.cause(error);
    if (AnswerLinks.isElsewhere(cause)) {
      links.moved();
    }
    trouble(cause.getMessage() == null ? "no answer in time" : cause.getMessage());
  }

  private void trouble(String why) {
    troubles.increment();
    if (!troubled.getAndSet(true)) {
      LOG.atWarn()
          .setMessage("kept answers cannot be used now; requests go to their endpoints")
          .addKeyValue("address", connector.address())
          .addKeyValue("error", why)
          .log();
    }
  }

  /// Bytes that this gateway has there.
  public long bytes() {
    return own.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /// Entries of ours that went before their time because there were too many.
  public long evicted() {
    return evicted.sum();
  }

  /// How often the servers could not be asked in time.
  public long troubles() {
    return troubles.sum();
  }

  @Override
  public void close() {
    links.close();
    connector.close();
  }
}
