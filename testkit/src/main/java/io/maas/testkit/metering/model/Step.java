package io.maas.testkit.metering.model;

import io.maas.domain.metering.Demand;
import java.time.Duration;
import java.util.List;

/// One thing that happens. Requests are named by where they stand among those that are open, so
/// that a story stays one whichever of its steps are left out; a step that finds none does nothing.
sealed interface Step {

  /// A gateway asks for a demand under some of the story's claims.
  record Reserve(int gateway, List<Integer> claims, Demand demand) implements Step {
    @Override
    public String toString() {
      return "gateway " + gateway + " reserves " + demand + " under " + claims;
    }
  }

  /// An open request ends, having used so much of what it may.
  record Settle(int which, Served served) implements Step {}

  /// An open request ends without having been sent upstream.
  record Release(int which) implements Step {}

  /// A request that has ended is ended once more.
  record EndAgain(int which, Served served) implements Step {}

  /// The ticker moves, and the clock on the wall with it.
  record Pass(Duration time) implements Step {}

  /// Somebody sets the clock on the wall.
  record SetClock(Duration by) implements Step {}

  /// A limit is declared anew with so many hundredths of its first amount.
  record Amend(int limit, int percent) implements Step {}

  /// A gateway dies with all that it has open, and does not come back.
  record Crash(int gateway) implements Step {}

  /// The counters are lost, and put together anew from what is known of them.
  record Lose() implements Step {}

  /// What an engine serves, in hundredths of the prompt's bound and of the answers allowed: one
  /// that keeps to them has no more than a hundred of each.
  ///
  /// @param cached hundredths of the input
  record Served(int input, int cached, int output) {}
}
