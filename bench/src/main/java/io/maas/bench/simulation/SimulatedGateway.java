package io.maas.bench.simulation;

import io.maas.bench.simulation.CounterStore.Grant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A gateway that debits a lease of the limit and spends it on its own.
///
/// It asks for more only when a request does not fit, once at a time; who comes meanwhile waits.
/// What a request did not use goes back to the lease; what the lease has too much of, or has had
/// for a while without a request, goes back to the store. A lease ends before its window does: it
/// is measured from when it was asked for.
final class SimulatedGateway {

  /// A lease that nobody wants for so long goes back.
  private static final long IDLE = VirtualTime.SECOND;

  private final World world;
  private final Deque<Ask> waiting = new ArrayDeque<>();
  private int life;
  private long downUntil;
  private boolean asking;
  private long lease;
  private int window;
  private long endsAt;
  private long ahead;
  private long admittedAt;

  SimulatedGateway(World world) {
    this.world = world;
  }

  boolean isDown() {
    return world.time().now() < downUntil;
  }

  void arrive(Ask ask) {
    if (world.lease() instanceof Lease.None) {
      askFor(ask);
      return;
    }
    if (waiting.isEmpty() && lease() >= ask.wish()) {
      admit(ask, ask.wish());
    } else {
      waiting.add(ask);
      askForMore();
    }
  }

  /// One round trip for this request alone.
  private void askFor(Ask ask) {
    int asked = life;
    world.ask(
        store -> store.debit(world.time().now(), ask.least(), ask.wish(), world.lease(), 1),
        grant -> {
          if (asked != life) {
            return; // what was granted is lost
          }
          if (grant.points() == 0) {
            world.truth().refuse(ask);
          } else {
            run(ask, grant.points(), grant.window(), unused -> giveBack(grant.window(), unused));
          }
        });
  }

  private void askForMore() {
    if (asking) {
      return;
    }
    asking = true;
    int asked = life;
    long sentAt = world.time().now();
    long has = lease();
    long least = Math.max(1, waiting.getFirst().least() - has);
    long wanted = Math.max(least, waiting.stream().mapToLong(Ask::wish).sum() - has);
    world.ask(
        store ->
            store.debit(world.time().now(), least, wanted, world.lease(), world.gatewayCount()),
        grant -> {
          if (asked == life) {
            asking = false;
            granted(grant, sentAt);
          }
        });
  }

  private void granted(Grant grant, long sentAt) {
    if (grant.points() > 0) {
      lease = grant.window() == window ? lease() + grant.points() : grant.points();
      window = grant.window();
      endsAt = sentAt + grant.remains();
      ahead = grant.ahead();
    }
    boolean dry = grant.points() == 0;
    for (Ask ask : List.copyOf(waiting)) {
      if (lease() >= ask.least()) {
        waiting.removeFirst();
        admit(ask, Math.min(lease(), ask.wish()));
      } else if (dry) {
        waiting.removeFirst();
        world.truth().refuse(ask);
      } else {
        askForMore();
        return;
      }
    }
  }

  private long lease() {
    return world.time().now() < endsAt ? lease : 0;
  }

  private void admit(Ask ask, long hold) {
    lease -= hold;
    admittedAt = world.time().now();
    int of = window;
    run(ask, hold, of, unused -> takeBack(of, unused));
  }

  /// What happens to what a request held and did not use.
  private interface Unused {
    void of(long points);
  }

  /// A request of a gateway that crashes is charged all of its hold.
  private void run(Ask ask, long hold, int of, Unused unused) {
    int begun = life;
    world.truth().admit(of, hold);
    world
        .time()
        .after(
            ask.lasts(),
            () -> {
              boolean lives = begun == life;
              long used = lives ? ask.used(hold) : hold;
              world.truth().settle(of, hold, used);
              if (lives) {
                unused.of(hold - used);
              }
            });
  }

  private void takeBack(int of, long unused) {
    if (of == window && world.time().now() < endsAt) {
      lease += unused;
      long most = 2 * Math.max(ahead, Ask.TYPICAL * 2);
      if (waiting.isEmpty() && lease > most) {
        giveBack(window, lease - most / 2);
        lease = most / 2;
      }
    }
  }

  /// Gives a lease back that nobody wanted for a while. Called now and then.
  void rest() {
    boolean idle = world.time().now() - admittedAt >= IDLE && waiting.isEmpty() && !asking;
    if (idle && lease() > 0) {
      giveBack(window, lease);
      lease = 0;
    }
  }

  private void giveBack(int of, long points) {
    world.tell(store -> store.giveBack(world.time().now(), of, points));
  }

  /// Its lease is lost with it, and is nobody's until the window turns.
  void crash(long downFor) {
    life++;
    downUntil = world.time().now() + downFor;
    asking = false;
    lease = 0;
    waiting.clear();
  }
}
