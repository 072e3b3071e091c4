package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// A ledger of what gateways served, each request with the limits that it stood under.
final class TestBook implements History {

  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /// What one request was charged.
  record Line(UUID id, Instant at, List<Claim> claims, Settlement settlement) {}

  void add(Line line) {
    lines.add(line);
  }

  boolean has(UUID id) {
    return lines.stream().anyMatch(line -> line.id().equals(id));
  }

  @Override
  public CompletionStage<List<Spent>> spent(Claims claims) {
    return CompletableFuture.completedStage(claims.list().stream().map(this::spent).toList());
  }

  private Spent spent(Claim claim) {
    List<Line> counted =
        lines.stream()
            .filter(line -> line.claims().contains(claim))
            .filter(line -> !claim.limit().window().equals(Window.WHILE_RUNNING))
            .toList();
    long points =
        counted.stream().mapToLong(line -> line.settlement().charge(claim.limit().measure())).sum();
    Optional<Instant> first = counted.stream().map(Line::at).min(Instant::compareTo);
    return new Spent(points, first.orElse(null));
  }
}
