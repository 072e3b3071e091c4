package io.maas.testkit.metering;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Layout.Kept;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/// Epochs of gateways that share a process.
public final class InMemoryEpochs implements Epochs {

  private final InstantSource clock;
  private final Predicate<UUID> inLedger;
  private final List<Epoch> epochs = new ArrayList<>();
  private final Map<String, Gateway> gateways = new TreeMap<>();
  private final Map<String, Kept> places = new HashMap<>();
  private final Map<String, Posted> posted = new HashMap<>();

  private record Gateway(Instant seenAt, long acknowledged) {}

  private record Posted(long epoch, List<PostedHold> holds) {}

  /// @param inLedger whether a request is in the ledger
  public InMemoryEpochs(InstantSource clock, Predicate<UUID> inLedger) {
    this.clock = clock;
    this.inLedger = inLedger;
  }

  @Override
  public synchronized Optional<Epoch> latest() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
  }

  @Override
  public synchronized boolean begin(long after, String cause) {
    if (epochs.size() != after) {
      return false;
    }
    epochs.add(new Epoch(after + 1, Set.of(), cause, clock.instant()));
    return true;
  }

  @Override
  public synchronized Map<String, Kept> keep(Layout layout) {
    Map<String, Kept> elsewhere = new HashMap<>();
    layout
        .places()
        .forEach((subscription, place) -> {
          Kept kept = places.computeIfAbsent(subscription, _ -> new Kept(place, layout.version()));
          if (kept.place() != place) {
            elsewhere.put(subscription, kept);
          }
        });
    return elsewhere;
  }

  @Override
  public synchronized boolean move(long after, Layout layout) {
    if (!begin(after, "counters move to where the resources have them now")) {
      return false;
    }
    layout
        .places()
        .forEach((subscription, place) -> {
          Kept kept = places.get(subscription);
          if (kept != null && kept.place() != place && kept.version() < layout.version()) {
            places.put(subscription, new Kept(place, layout.version()));
          }
        });
    return true;
  }

  @Override
  public synchronized void open(long number, Set<String> servers) {
    int at = Math.toIntExact(number - 1);
    Epoch epoch = epochs.get(at);
    if (!epoch.isOpen()) {
      epochs.set(at, new Epoch(number, servers, epoch.cause(), epoch.begunAt()));
    }
  }

  @Override
  public synchronized boolean join(String gatewayId) {
    Gateway known = gateways.get(gatewayId);
    gateways.put(gatewayId, new Gateway(clock.instant(), known == null ? 0 : known.acknowledged()));
    return known == null;
  }

  @Override
  public synchronized void leave(String gatewayId) {
    gateways.remove(gatewayId);
  }

  @Override
  public synchronized boolean forget(String gatewayId) {
    return gateways.remove(gatewayId) != null;
  }

  @Override
  public synchronized void acknowledge(long number, String gatewayId, List<PostedHold> holds) {
    posted.put(gatewayId, new Posted(number, List.copyOf(holds)));
    gateways.put(gatewayId, new Gateway(clock.instant(), number));
  }

  @Override
  public synchronized List<Silent> awaited(long number) {
    return gateways.entrySet().stream()
        .filter(entry -> entry.getValue().acknowledged() < number)
        .map(entry -> new Silent(entry.getKey(), entry.getValue().seenAt()))
        .toList();
  }

  @Override
  public synchronized List<PostedHold> posted(long number, Claim claim, Instant since) {
    return posted.values().stream()
        .filter(one -> one.epoch() == number)
        .flatMap(one -> one.holds().stream())
        .filter(hold ->
            hold.limitId().equals(claim.limit().id())
                && hold.subject().equals(claim.subject())
                && !hold.admittedAt().isBefore(since)
                && !inLedger.test(hold.requestId()))
        .toList();
  }
}
