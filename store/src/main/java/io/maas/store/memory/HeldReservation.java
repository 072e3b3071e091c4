package io.maas.store.memory;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// A reservation and the windows that hold it. Standings are made only if someone asks.
final class HeldReservation implements Reservation {

  private static final int FIGURES = 4;

  private final UUID requestId;
  private final OptionalLong outputAllowance;
  final List<Claim> claims;
  final OpenWindow[] windows;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// For each claim: the hold, and where its limit stood: used, held, nanoseconds to its reset.
  private final long[] figures;

  HeldReservation(UUID requestId, OptionalLong outputAllowance, List<Claim> claims) {
    this.requestId = requestId;
    this.outputAllowance = outputAllowance;
    this.claims = claims;
    this.windows = new OpenWindow[claims.size()];
    this.figures = new long[claims.size() * FIGURES];
  }

  /// Holds this much of a window, under its lock.
  void hold(int claim, OpenWindow window, long amount, Moment now) {
    window.hold(amount);
    windows[claim] = window;
    int at = claim * FIGURES;
    figures[at] = amount;
    figures[at + 1] = OpenWindow.usedIn(window);
    figures[at + 2] = OpenWindow.heldIn(window);
    figures[at + 3] = OpenWindow.remainingTime(window, now);
  }

  long held(int claim) {
    return figures[claim * FIGURES];
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
    return outputAllowance;
  }

  @Override
  public List<Standing> standings() {
    List<Standing> standings = new ArrayList<>(claims.size());
    for (int i = 0; i < claims.size(); i++) {
      int at = i * FIGURES;
      standings.add(
          new Standing(
              claims.get(i).limit(),
              figures[at + 1],
              figures[at + 2],
              Duration.ofNanos(figures[at + 3])));
    }
    return standings;
  }
}
