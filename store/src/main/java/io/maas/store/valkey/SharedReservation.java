package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Standing;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// A reservation that the servers hold.
final class SharedReservation implements Reservation {

  private final UUID requestId;
  private final Claims claims;
  private final Instant admittedAt;
  private final long epoch;
  private final Answer.Held held;
  private final AtomicBoolean closed = new AtomicBoolean();

  SharedReservation(
      UUID requestId, Claims claims, Instant admittedAt, long epoch, Answer.Held held) {
    this.requestId = requestId;
    this.claims = claims;
    this.admittedAt = admittedAt;
    this.epoch = epoch;
    this.held = held;
  }

  Claims claims() {
    return claims;
  }

  Instant admittedAt() {
    return admittedAt;
  }

  /// In which it was admitted; later ones may keep its counters elsewhere.
  long epoch() {
    return epoch;
  }

  long held(int claim) {
    return held.holds()[claim];
  }

  /// Whether the caller is the first, and so the one, to close it.
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  @Override
  public UUID requestId() {
    return requestId;
  }

  @Override
  public OptionalLong outputAllowance() {
    return held.allowance() < 0 ? OptionalLong.empty() : OptionalLong.of(held.allowance());
  }

  @Override
  public List<Standing> standings() {
    return held.standings();
  }
}
