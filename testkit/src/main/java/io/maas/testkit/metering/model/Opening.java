package io.maas.testkit.metering.model;

import io.maas.domain.metering.Limit;
import java.util.ArrayList;
import java.util.List;

/// One window of one counter, and all that it ever admitted.
final class Opening {

  final Limit limit;

  /// Ticks, or milliseconds of the clock on the wall where the calendar counts.
  final long closesAt;

  private final List<Entry> entries = new ArrayList<>();
  private List<Entry> underWayAtLast = List.of();
  private boolean admits;

  Opening(Limit limit, long closesAt) {
    this.limit = limit;
    this.closesAt = closesAt;
  }

  /// Takes over what was admitted before the counter was lost.
  void carry(List<Entry> before) {
    entries.addAll(before);
    before.forEach(Entry::putBack);
  }

  void admit(Entry entry) {
    entries.add(entry);
    admits = true;
    underWayAtLast = entries.stream().filter(e -> !e.over()).toList();
  }

  /// Whether it ever decided anything: one that was put back and never asked may have been given
  /// what two windows had before.
  boolean hasDecided() {
    return admits;
  }

  long used() {
    return entries.stream().mapToLong(Entry::used).sum();
  }

  long held() {
    return entries.stream().mapToLong(Entry::held).sum();
  }

  /// What all that it admitted was charged.
  long charged() {
    return entries.stream().mapToLong(Entry::charge).sum();
  }

  /// What those cost beyond their holds who were under way when it admitted last.
  long chargedBeyondHolds() {
    return underWayAtLast.stream().mapToLong(one -> one.charge() - one.hold).sum();
  }
}
