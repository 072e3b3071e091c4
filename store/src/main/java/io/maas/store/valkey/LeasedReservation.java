package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import java.time.Instant;
import java.util.UUID;

/// A reservation that a [Block] holds, which the servers hold.
final class LeasedReservation extends SharedReservation {

  private final Block block;

  LeasedReservation(
      UUID requestId, Claims claims, Instant admittedAt, Answer.Held held, Block block) {
    super(requestId, claims, admittedAt, block.epoch(), held);
    this.block = block;
  }

  /// The servers know of the block, and not of the request.
  @Override
  public String trace() {
    return "";
  }

  Block block() {
    return block;
  }
}
