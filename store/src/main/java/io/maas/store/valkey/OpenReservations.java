package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Window;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What this process holds and has not settled.
final class OpenReservations {

  private final Map<UUID, SharedReservation> open = new ConcurrentHashMap<>();

  void add(SharedReservation reservation) {
    open.put(reservation.requestId(), reservation);
  }

  void remove(SharedReservation reservation) {
    open.remove(reservation.requestId(), reservation);
  }

  /// All of them now.
  List<SharedReservation> all() {
    return List.copyOf(open.values());
  }

  /// Where some of them count as running.
  Set<Bucket> running() {
    return open.values().stream()
        .filter(reservation -> reservation.claims().list().stream().anyMatch(this::runs))
        .map(reservation -> Bucket.of(reservation.claims().partition()))
        .collect(Collectors.toSet());
  }

  private boolean runs(Claim claim) {
    return claim.limit().window().equals(Window.WHILE_RUNNING);
  }
}
