package io.maas.domain.metering;

import java.util.List;

/// Where the counters of one request's limits stand at one moment, in the order of its claims. A
/// [Verdict] is given on them.
public interface Counters {

  /// How many limits there are.
  int size();

  /// The limit of a claim.
  Limit limit(int claim);

  /// Points that are settled in the open window.
  long used(int claim);

  /// Points that are reserved in the open window.
  long held(int claim);

  /// Nanoseconds until the open window closes; zero where none is open.
  long resetsIn(int claim);

  /// Points that are left; below zero after an overrun, or when the limit was lowered.
  default long left(int claim) {
    return limit(claim).capacity() - used(claim) - held(claim);
  }

  /// As they were told.
  static Counters of(List<Standing> standings) {
    return new Told(standings);
  }

  /// See [#of].
  record Told(List<Standing> standings) implements Counters {
    @Override
    public int size() {
      return standings.size();
    }

    @Override
    public Limit limit(int claim) {
      return standings.get(claim).limit();
    }

    @Override
    public long used(int claim) {
      return standings.get(claim).used();
    }

    @Override
    public long held(int claim) {
      return standings.get(claim).held();
    }

    @Override
    public long resetsIn(int claim) {
      return standings.get(claim).resetsIn().toNanos();
    }
  }
}
