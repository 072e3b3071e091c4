package io.maas.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;

/// A gateway as far as counters go: it reserves, writes its journal, and settles.
final class TestGateway implements AutoCloseable {

  private final String id;
  private final TestBook book;
  private final Queue<TestBook.Line> journal = new ConcurrentLinkedQueue<>();
  private volatile boolean ledgerIsAway;
  private volatile Layout layout = Layout.NONE;
  final SharedCounters shared;

  TestGateway(String id, String address, Epochs epochs, TestBook book) {
    this(id, address, epochs, book, Duration.ofSeconds(5));
  }

  TestGateway(String id, String address, Epochs epochs, TestBook book, Duration within) {
    this.id = id;
    this.book = book;
    this.shared =
        SharedCounters.open(
            ValkeyAddress.parse(address).orElseThrow(),
            new SharedCounters.Parties(
                id,
                id + "@" + UUID.randomUUID(),
                epochs,
                book,
                this::flush,
                InstantSource.system(),
                () -> layout,
                System::nanoTime,
                UUID::randomUUID,
                ForkJoinPool.commonPool()),
            new SharedCounters.Bounds(within, 10_000));
  }

  private boolean flush() {
    if (ledgerIsAway) {
      return false;
    }
    for (TestBook.Line line = journal.poll(); line != null; line = journal.poll()) {
      book.add(line);
    }
    return true;
  }

  /// What ends from now on stays in the journal.
  void loseLedger() {
    ledgerIsAway = true;
  }

  /// Has other resources from now on.
  void layOut(Layout other) {
    layOutQuietly(other);
    shared.changed();
  }

  /// The same, where nothing tells the counters of it.
  void layOutQuietly(Layout other) {
    layout = other;
  }

  void countsInEpoch(long epoch) {
    Eventually.holds(
        id + " counts in epoch " + epoch,
        RedisServer.PATIENCE,
        () -> shared.epoch() == epoch && shared.trouble().isEmpty());
  }

  Admission reserve(UUID request, Demand demand, Claim... claims) {
    return reserve(request, demand, Claims.of(List.of(claims)));
  }

  Admission reserve(UUID request, Demand demand, Claims claims) {
    return shared.quota().reserve(request, demand, claims).toCompletableFuture().join();
  }

  Admission reserve(Demand demand, Claim... claims) {
    return reserve(UUID.randomUUID(), demand, claims);
  }

  Reservation admitted(Demand demand, Claim... claims) {
    Admission admission = reserve(demand, claims);
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).reservation();
  }

  /// The journal first, then the counters.
  void settle(Reservation reservation, Settlement settlement) {
    SharedReservation held = (SharedReservation) reservation;
    journal.add(
        new TestBook.Line(
            reservation.requestId(), held.admittedAt(), held.claims().list(), settlement));
    var _ = shared.quota().settle(reservation, settlement);
  }

  void settled() {
    Eventually.holds("all is settled", RedisServer.PATIENCE, () -> shared.unsettled() == 0);
  }

  Standing standing(Claim claim) {
    return standing(Claims.of(List.of(claim)));
  }

  Standing standing(Claims claims) {
    return shared.quota().standings(claims).toCompletableFuture().join().getFirst();
  }

  @Override
  public void close() {
    shared.close();
  }
}
