package io.maas.bench.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Layout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one gateway agrees on with itself: a first epoch, in which nothing was used before.
final class OneGateway implements Epochs {

  private @Nullable Epoch epoch;

  @Override
  public synchronized Optional<Epoch> latest() {
    return Optional.ofNullable(epoch);
  }

  @Override
  public synchronized boolean begin(long after, String cause) {
    if (epoch != null) {
      throw new IllegalStateException(cause + " (expected: counters that last as long as this)");
    }
    epoch = new Epoch(1, Set.of(), cause, Instant.now());
    return true;
  }

  @Override
  public synchronized void open(long number, Set<String> servers) {
    epoch = new Epoch(number, servers, "the bench begins", Instant.now());
  }

  @Override
  public Map<String, Layout.Kept> keep(Layout layout) {
    return Map.of();
  }

  @Override
  public boolean move(long after, Layout layout) {
    return false;
  }

  @Override
  public boolean join(String gatewayId) {
    return false;
  }

  @Override
  public void leave(String gatewayId) {}

  @Override
  public void acknowledge(long number, String gatewayId, List<PostedHold> holds) {}

  @Override
  public List<Silent> awaited(long number) {
    return List.of();
  }

  @Override
  public List<Member> members() {
    return List.of();
  }

  @Override
  public List<PostedHold> posted(long number, Claim claim, Instant since) {
    return List.of();
  }

  @Override
  public boolean forget(String gatewayId) {
    return false;
  }
}
