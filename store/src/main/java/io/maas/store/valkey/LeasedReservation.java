package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import java.time.Instant;
import java.util.UUID;

/// A reservation that a [Block] holds, which the servers hold.
final class LeasedReservation extends SharedReservation {

  private final Block block;

  LeasedReservation(
      UUID requestId, Claims claims, Instant admittedAt, Answer.Held held, Block block) {
    super(requestId, claims, admittedAt, held);
    this.block = block;
  }

  Block block() {
    return block;
  }
}
