package io.maas.bench.simulation;

import io.maas.bench.simulation.CounterStore.Grant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A gateway that debits blocks of the limit and spends them on its own, as the gateways of
/// `store.valkey` do.
///
/// A request that fits into the block is decided here. One that does not retires the block, whose
/// unspent points go back, and asks for the next, once at a time; who comes meanwhile waits. Where
/// the store has little left requests ask it each for itself.
final class SimulatedGateway {

  /// A block that nobody wants for so long goes back.
  private static final long IDLE = VirtualTime.SECOND;

  private final World world;
  private final Wire wire;
  private final Lease lease;
  private final Deque<Ask> waiting = new ArrayDeque<>();
  private final List<Block> retired = new ArrayList<>();
  private Block block;
  private int requests;
  private int life;
  private long downUntil;
  private boolean asking;
  private boolean scarce;

  SimulatedGateway(World world, Wire wire, Lease lease) {
    this.world = world;
    this.wire = wire;
    this.lease = lease;
    this.block = none();
    this.requests = lease instanceof Lease.Blocks blocks ? blocks.fewest() : 0;
  }

  private static Block none() {
    return new Block(new Grant(0, 0, 0, 0), 0, 0);
  }

  boolean isDown() {
    return now() < downUntil;
  }

  private long now() {
    return world.time().now();
  }

  void arrive(Ask ask) {
    switch (lease) {
      case Lease.None() -> alone(ask);
      case Lease.Blocks blocks -> decide(ask, blocks, true);
    }
  }

  private void decide(Ask ask, Lease.Blocks blocks, boolean mayWait) {
    if (block.lasts(now())) {
      if (block.fits(ask.wish())) {
        admit(ask, ask.wish(), block);
        return;
      }
      requests = blocks.next(requests, block.age(now()), block.cut);
    }
    if (!asking) {
      askForBlock(ask, blocks);
    } else if (mayWait && !scarce) {
      waiting.add(ask);
    } else {
      alone(ask);
    }
  }

  /// One round trip for this request alone, and one when it ends.
  private void alone(Ask ask) {
    int asked = life;
    wire.ask(
        store -> store.reserve(now(), ask),
        grant -> {
          if (asked != life) {
            return; // what was granted is lost
          }
          if (grant.points() == 0) {
            world.truth().refuse(ask);
          } else {
            run(ask, grant.first(), grant.window(), used -> giveBack(grant, used));
          }
        });
  }

  private void giveBack(Grant grant, long used) {
    long unused = grant.first() - used;
    wire.ask(
        store -> {
          store.giveBack(now(), grant.window(), unused);
          return unused;
        },
        _ -> {});
  }

  private void askForBlock(Ask ask, Lease.Blocks blocks) {
    asking = true;
    int asked = life;
    long sentAt = now();
    retire();
    long wanted = ask.wish() * requests;
    wire.ask(
        store -> store.reserve(now(), ask, wanted, blocks.part()),
        grant -> {
          if (asked == life) {
            answered(ask, grant, blocks, wanted, sentAt);
          }
        });
  }

  private void answered(Ask ask, Grant grant, Lease.Blocks blocks, long wanted, long sentAt) {
    if (grant.points() == 0) {
      scarce = true;
      requests = blocks.afterRefusal(requests);
      world.truth().refuse(ask);
    } else {
      block = new Block(grant, wanted, sentAt);
      admit(ask, grant.first(), block);
      scarce = !block.fits(ask.wish());
    }
    asking = false;
    requests = Math.clamp(waiting.size() + 1L, requests, blocks.most());
    List<Ask> waited = List.copyOf(waiting);
    waiting.clear();
    waited.forEach(one -> decide(one, blocks, false));
  }

  private void admit(Ask ask, long hold, Block of) {
    of.hold(hold, now());
    run(
        ask,
        hold,
        of.window,
        used -> {
          of.settle(hold, used);
          if (of.isOver()) {
            tell(of);
          }
        });
  }

  /// What happens when a request has used so much.
  private interface Ended {
    void with(long used);
  }

  /// A request of a gateway that crashes is charged all of its hold.
  private void run(Ask ask, long hold, int window, Ended ended) {
    int begun = life;
    world.truth().admit(window, hold);
    world
        .time()
        .after(
            ask.lasts(),
            () -> {
              boolean lives = begun == life;
              long used = lives ? ask.used(hold) : hold;
              world.truth().settle(window, hold, used);
              if (lives) {
                ended.with(used);
              }
            });
  }

  private void retire() {
    if (block.window > 0) {
      Block old = block;
      block = none();
      retired.add(old);
      old.retire();
      tell(old);
    }
  }

  private void tell(Block old) {
    if (!old.beginsTelling()) {
      return;
    }
    int begun = life;
    long unspent = old.unspent();
    boolean last = old.isOver();
    wire.ask(
        store -> {
          store.giveBack(now(), old.window, unspent);
          return last;
        },
        wasLast -> {
          boolean more = old.told(unspent);
          if (wasLast) {
            retired.remove(old);
          } else if (begun == life && more) {
            tell(old);
          }
        });
  }

  /// Gives back a block that nobody needs. Called a few times a second.
  void tidy() {
    if (block.window > 0 && (!block.lasts(now()) || block.idle(now()) >= IDLE)) {
      retire();
    }
  }

  /// Gives back what the requests of retired blocks left.
  void tellAll() {
    List.copyOf(retired).forEach(this::tell);
  }

  /// Its blocks are lost with it, and are nobody's until the window turns.
  void crash(long downFor) {
    life++;
    downUntil = now() + downFor;
    asking = false;
    scarce = false;
    block = none();
    retired.clear();
    waiting.clear();
  }
}
