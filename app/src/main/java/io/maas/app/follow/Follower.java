package io.maas.app.follow;

import io.maas.app.follow.Declarations.Outcome;
import io.maas.domain.resource.ResourceKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps resources as the files say. Each look applies what changed since the last one. Deleting
/// has to wait: a file may be half written and whole YAML all the same, so only after nothing
/// changed for a while, and while every file is sound, goes what no file declares any more.
///
/// For one thread.
public final class Follower {

  /// How long nothing must have changed before anything is deleted.
  static final Duration SETTLED = Duration.ofSeconds(2);

  private final List<Source> sources;
  private final Declarations declarations;
  private final LongSupplier ticker;
  private final Duration settled;
  private final FollowLog log = new FollowLog();
  private final Map<Path, Tried> tried = new LinkedHashMap<>();
  private Look last = new Look(Map.of(), Map.of());
  private long changedAt;
  private boolean pruned;
  private boolean changed;

  /// @param ticker monotonic nanoseconds
  public Follower(List<Source> sources, Declarations declarations, LongSupplier ticker) {
    this(sources, declarations, ticker, SETTLED);
  }

  Follower(List<Source> sources, Declarations declarations, LongSupplier ticker, Duration settled) {
    this.sources = List.copyOf(sources);
    this.declarations = declarations;
    this.ticker = ticker;
    this.settled = settled;
    this.changedAt = ticker.getAsLong();
  }

  /// After what time it wants to look again if it does not say that all is done.
  Duration settled() {
    return settled;
  }

  /// A text and what came of it.
  private record Tried(Manifest manifest, Outcome outcome) {
    boolean settles(Manifest now) {
      return manifest.equals(now) && !(outcome instanceof Outcome.Unavailable);
    }
  }

  /// Looks once, and does what is to be done now.
  ///
  /// @return whether all is as the files say; otherwise somebody should look again soon
  public boolean look() {
    Look now = Look.at(sources);
    if (!now.equals(last)) {
      last = now;
      changedAt = ticker.getAsLong();
      pruned = false;
    }
    log.unreadable(now.unreadable());
    tried.keySet().removeIf(file -> isGone(file, now));
    followAll(now.manifests());
    if (!pruned && isSound() && ticker.getAsLong() - changedAt >= settled.toNanos()) {
      pruned = prune();
    }
    return pruned || !isSound();
  }

  private static boolean isGone(Path file, Look now) {
    return !now.manifests().containsKey(file);
  }

  /// What a file lacked another may have brought since: in which order they come does not matter.
  private void followAll(Map<Path, Manifest> manifests) {
    changed = false;
    manifests.forEach(this::follow);
    while (changed) {
      changed = false;
      manifests.forEach((file, manifest) -> {
        Tried last = tried.get(file);
        if (last != null && last.outcome() instanceof Outcome.Refused) {
          follow(file, manifest, last);
        }
      });
    }
  }

  private void follow(Path file, Manifest manifest) {
    Tried before = tried.get(file);
    if (before == null || !before.settles(manifest)) {
      follow(file, manifest, before);
    }
  }

  private void follow(Path file, Manifest manifest, @Nullable Tried before) {
    Outcome outcome = declarations.apply(manifest);
    tried.put(file, new Tried(manifest, outcome));
    if (!new Tried(manifest, outcome).equals(before)) {
      log.tried(file, outcome);
    }
    if (outcome instanceof Outcome.Applied(var declared, int changes)) {
      changed |= changes > 0;
      log.twice(file, elsewhere(file, declared));
    }
  }

  private Map<ResourceKey, Path> elsewhere(Path file, List<ResourceKey> declared) {
    Map<ResourceKey, Path> elsewhere = new LinkedHashMap<>();
    tried.forEach((other, state) -> {
      if (!other.equals(file) && state.outcome() instanceof Outcome.Applied(var theirs, _)) {
        theirs.stream().filter(declared::contains).forEach(key -> elsewhere.put(key, other));
      }
    });
    return elsewhere;
  }

  private boolean isSound() {
    return last.unreadable().isEmpty()
        && tried.values().stream().allMatch(t -> t.outcome() instanceof Outcome.Applied);
  }

  private boolean prune() {
    Set<ResourceKey> declared = new HashSet<>();
    for (Tried state : tried.values()) {
      if (state.outcome() instanceof Outcome.Applied(var keys, _)) {
        declared.addAll(keys);
      }
    }
    try {
      for (ResourceKey key : declarations.from(sources)) {
        if (!declared.contains(key)) {
          declarations.delete(key);
          log.pruned(key);
        }
      }
      return true;
    } catch (UncheckedIOException e) {
      log.notPruned(e);
      return false;
    }
  }
}
