package io.maas.store.memory;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Counters;
import io.maas.domain.metering.History.Spent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.store.memory.Shard.CounterKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The counters that one request stands under, and their locks. All who lock several shards do it
/// here, in the order of the shards, so that nobody waits in a circle.
final class CounterStack implements Counters {

  final List<Claim> claims;
  private final CounterKey[] keys;
  private final Shard[] shards;
  private final Shard[] inLockOrder;
  private final @Nullable OpenWindow[] windows;
  private Moment now;
  private int opened;

  CounterStack(String tenant, List<Claim> claims, Shards all, Moment now) {
    int size = claims.size();
    this.claims = claims;
    this.now = now;
    this.keys = new CounterKey[size];
    this.shards = new Shard[size];
    this.inLockOrder = new Shard[size];
    this.windows = new @Nullable OpenWindow[size];
    for (int i = 0; i < size; i++) {
      Claim claim = claims.get(i);
      keys[i] = new CounterKey(tenant, claim.limit().id(), claim.subject());
      shards[i] = all.of(keys[i]);
      expectNew(i);
      insert(shards[i], i);
    }
  }

  private void expectNew(int claim) {
    for (int i = 0; i < claim; i++) {
      if (shards[i] == shards[claim] && keys[i].equals(keys[claim])) {
        throw new IllegalArgumentException(
            "claims: twice " + keys[claim] + " (expected: each counter once)");
      }
    }
  }

  private void insert(Shard shard, int count) {
    int at = count;
    for (; at > 0 && inLockOrder[at - 1].index > shard.index; at--) {
      inLockOrder[at] = inLockOrder[at - 1];
    }
    inLockOrder[at] = shard;
  }

  @Override
  public int size() {
    return claims.size();
  }

  @Override
  public Limit limit(int claim) {
    return claims.get(claim).limit();
  }

  /// A shard that holds several of the counters is locked as many times.
  void lock() {
    for (Shard shard : inLockOrder) {
      shard.lock.lock();
    }
  }

  void unlock() {
    for (Shard shard : inLockOrder) {
      shard.lock.unlock();
    }
  }

  /// Looks at every counter at one moment, which has to be read under the locks: then no window is
  /// ever seen to go back in time.
  void look(Moment moment) {
    now = moment;
    for (int i = 0; i < keys.length; i++) {
      windows[i] = shards[i].find(keys[i], moment);
    }
  }

  /// The claims whose counters may have been used before this store began.
  List<Claim> unknown() {
    List<Claim> unknown = List.of();
    for (int i = 0; i < keys.length; i++) {
      if (windows[i] == null && !shards[i].knows(keys[i], limit(i), now)) {
        unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
        unknown.add(claims.get(i));
      }
    }
    return unknown;
  }

  /// Takes what was used before, in the order of the claims.
  void establish(List<Spent> spent) {
    for (int i = 0; i < keys.length; i++) {
      shards[i].establish(keys[i], limit(i), spent.get(i), now);
    }
  }

  @Override
  public long used(int claim) {
    return OpenWindow.usedIn(windows[claim]);
  }

  @Override
  public long held(int claim) {
    return OpenWindow.heldIn(windows[claim]);
  }

  @Override
  public long resetsIn(int claim) {
    return OpenWindow.remainingTime(windows[claim], now);
  }

  Moment now() {
    return now;
  }

  /// The counter's window, opened if it has none.
  OpenWindow openWindow(int claim) {
    OpenWindow window = windows[claim];
    if (window != null) {
      return window;
    }
    opened++;
    return shards[claim].open(keys[claim], limit(claim).window(), now);
  }

  /// How many windows were opened.
  int opened() {
    return opened;
  }

  List<Standing> standings() {
    List<Standing> standings = new ArrayList<>(keys.length);
    for (int i = 0; i < keys.length; i++) {
      standings.add(standing(i));
    }
    return standings;
  }

  Standing standing(int claim) {
    return OpenWindow.standing(limit(claim), windows[claim], now);
  }
}
