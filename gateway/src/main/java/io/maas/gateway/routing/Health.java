package io.maas.gateway.routing;

import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.PerMinute;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Which endpoints answer, as seen by the requests that went there. Shared by all event loops.
///
/// An endpoint that fails a few times in a row, or asks to be left alone, is ejected for a while.
/// After that one request is let through to probe it; if it fails, the while doubles.
public final class Health {

  private static final int FAILURES = 5;
  private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(60).toNanos();

  private final LongSupplier ticker;
  private final ConcurrentMap<Endpoint, State> states = new ConcurrentHashMap<>();

  /// @param ticker nanoseconds
  public Health(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /// Whether a request may go to an endpoint now.
  public enum Entry {
    /// It may, and has to be told of what came of it.
    OPEN,
    /// It has as many requests as it may.
    BUSY,
    /// It failed lately.
    EJECTED,
    /// It asked to be left alone.
    PAUSED,
    /// It was asked as much as it may be in a minute.
    SPENT
  }

  /// Asks to enter; who is let in calls [#leave] once.
  ///
  /// @param insist whether to be let in although it was ejected, because there is no other
  /// @param likely how many tokens the request will take
  public Entry enter(Endpoint endpoint, boolean insist, long likely) {
    return state(endpoint)
        .enter(endpoint.share().concurrency(), insist, likely, ticker.getAsLong());
  }

  /// What came of a request.
  public enum Result {
    /// The endpoint answered.
    ANSWERED,
    /// It failed.
    FAILED,
    /// Nobody knows, because the client left first or the like.
    UNKNOWN
  }

  /// Tells what came of a request that was let in.
  public void leave(Endpoint endpoint, Result result) {
    State state = states.get(endpoint);
    if (state != null) {
      state.leave(result, ticker.getAsLong());
    }
  }

  /// A request took another number of tokens than was debited for it.
  ///
  /// @param at when it entered
  public void correct(Endpoint endpoint, long by, long at) {
    State state = states.get(endpoint);
    if (by != 0 && state != null && state.debits != null) {
      state.debits.correct(by, at, ticker.getAsLong());
    }
  }

  /// What it measures time by.
  public long now() {
    return ticker.getAsLong();
  }

  /// An endpoint asked to be left alone for so long.
  public void pause(Endpoint endpoint, Duration time) {
    state(endpoint).pause(ticker.getAsLong() + Math.min(time.toNanos(), LONGEST_PAUSE));
  }

  /// For how long an endpoint still wants to be left alone, or may not be asked so much; zero if
  /// neither.
  public Duration pausedFor(Endpoint endpoint, long likely) {
    State state = states.get(endpoint);
    return state == null ? Duration.ZERO : state.wait(likely, ticker.getAsLong());
  }

  /// Forgets all endpoints but these: one that is none any more, or is reached in another way.
  public void keep(Set<Endpoint> current) {
    states.keySet().retainAll(current);
  }

  private State state(Endpoint endpoint) {
    State state = states.get(endpoint);
    return state != null
        ? state
        : states.computeIfAbsent(
            endpoint, of -> new State(of.share().perMinute(), ticker.getAsLong()));
  }

  private static final class State {
    private final AtomicInteger running = new AtomicInteger();
    private final @Nullable Debits debits;
    private volatile int failures;
    private long pause = FIRST_PAUSE;
    private long ejectedUntil;
    private volatile boolean ejected;
    private volatile boolean paused;
    private long pausedUntil;
    private boolean probing;

    State(PerMinute most, long now) {
      debits = most.isBounded() ? new Debits(most, now) : null;
    }

    Entry enter(int most, boolean insist, long likely, long now) {
      if (paused && !pausedFor(now).isZero()) {
        return Entry.PAUSED;
      }
      if (most > 0 && running.incrementAndGet() > most) {
        running.decrementAndGet();
        return Entry.BUSY;
      }
      if (most == 0) {
        running.incrementAndGet();
      }
      if (debits != null && !debits.take(likely, now)) {
        running.decrementAndGet();
        return Entry.SPENT;
      }
      if (!ejected || insist || probes(now)) {
        return Entry.OPEN;
      }
      if (debits != null) {
        debits.giveBack(likely, now);
      }
      running.decrementAndGet();
      return Entry.EJECTED;
    }

    Duration wait(long likely, long now) {
      Duration pause = pausedFor(now);
      Duration room = debits == null ? Duration.ZERO : debits.wait(likely, now);
      return pause.compareTo(room) < 0 ? room : pause;
    }

    private synchronized boolean probes(long now) {
      if (!ejected) {
        return true;
      }
      if (now - ejectedUntil < 0 || probing) {
        return false;
      }
      probing = true;
      return true;
    }

    void leave(Result result, long now) {
      running.decrementAndGet();
      if (result == Result.ANSWERED && failures == 0 && !ejected) {
        return; // as nearly always
      }
      settle(result, now);
    }

    private synchronized void settle(Result result, long now) {
      switch (result) {
        case ANSWERED -> {
          failures = 0;
          ejected = false;
          probing = false;
          pause = FIRST_PAUSE;
        }
        case FAILED -> {
          failures++;
          if (probing || failures >= FAILURES) {
            probing = false;
            ejected = true;
            ejectedUntil = now + pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
          }
        }
        case UNKNOWN -> probing = false;
      }
    }

    synchronized void pause(long until) {
      paused = true;
      pausedUntil = until;
    }

    synchronized Duration pausedFor(long now) {
      paused &= now - pausedUntil < 0;
      return paused ? Duration.ofNanos(pausedUntil - now) : Duration.ZERO;
    }
  }
}
