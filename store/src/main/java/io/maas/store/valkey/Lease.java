package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Terms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What this gateway debits ahead for one caller: the block in use, and how large the next one
/// should be. One block is asked for at a time.
final class Lease {

  private static final int FEW = 4;
  private static final int MANY = 4096;
  private static final long SHORT = Duration.ofMillis(250).toNanos();
  private static final long LONG = Duration.ofSeconds(2).toNanos();
  private static final long IDLE = Duration.ofSeconds(1).toNanos();

  private final Claims claims;
  private @Nullable Block block;
  private @Nullable CompletableFuture<Void> asking;
  private int waiting;
  private int requests = FEW;
  private long[] wanted = new long[0];
  private boolean cut;
  private boolean scarce;
  private boolean over;

  Lease(Claims claims) {
    ValkeyQuota.expectDistinct(claims);
    this.claims = claims;
  }

  /// How a request goes on.
  sealed interface Step {
    /// It is held.
    record Taken(Block block, Answer.Held held) implements Step {}

    /// Another has asked for a block: look again when that is there.
    record Wait(CompletableFuture<Void> asking) implements Step {}

    /// It has to ask for a block, and to say when the answer is there ([Lease#asked]).
    ///
    /// @param retired gives back what it has left, before that
    /// @param wants how many points of each claim
    record Ask(@Nullable Block retired, long[] wants) implements Step {}

    /// The servers have to decide on it alone.
    record Alone() implements Step {}

    /// The lease has ended: take another.
    record Gone() implements Step {}
  }

  /// @param epoch that is counted in
  /// @param mayWait whether the request has not waited before
  synchronized Step step(Demand demand, long epoch, long now, boolean mayWait) {
    if (over) {
      return new Step.Gone();
    }
    Block current = block;
    if (current != null && current.lasts(epoch, now)) {
      Answer.Held held = current.take(demand, now);
      if (held != null) {
        return new Step.Taken(current, held);
      }
      resize(current.age(now));
    }
    if (asking != null) {
      return mayWait && !scarce ? await(asking) : new Step.Alone();
    }
    asking = new CompletableFuture<>();
    return new Step.Ask(retire(), wants(demand));
  }

  private Step await(CompletableFuture<Void> answer) {
    waiting++;
    return new Step.Wait(answer);
  }

  /// A block should last neither a moment nor long. One that was granted less than was wanted lasts
  /// a moment because little is left: whoever wanted more for that would strand what others need.
  private void resize(long age) {
    if (age > LONG || cut) {
      requests = Math.max(FEW, requests / 2);
    } else if (age < SHORT) {
      requests = Math.min(MANY, requests * 2);
    }
  }

  private @Nullable Block retire() {
    Block retired = block;
    block = null;
    if (retired != null) {
      retired.retire();
    }
    return retired;
  }

  private long[] wants(Demand demand) {
    List<Claim> list = claims.list();
    long[] wants = new long[list.size()];
    for (int i = 0; i < wants.length; i++) {
      Terms terms = Terms.of(list.get(i).limit(), demand);
      long capacity = terms.capacity();
      long answer = Math.max(0, demand.outputCeiling());
      if (terms.perAnswer() > 0) {
        answer = Math.min(answer, capacity / terms.perAnswer());
      }
      long each = Math.min(capacity, terms.hold(answer, demand.answerLikely(), capacity));
      wants[i] = Math.min(capacity, Math.max(each, terms.least()) * requests);
    }
    wanted = wants;
    return wants;
  }

  /// Takes a block into use, and what it was asked for with out of it.
  synchronized Answer.@Nullable Held granted(Block fresh, Demand demand, long now) {
    Answer.Held first = fresh.takeFirst(demand, now);
    scarce = first == null || !fresh.fits(demand);
    cut = fresh.isLessThan(wanted);
    block = fresh;
    return first;
  }

  /// The servers answered. Where they granted nothing, those who wait ask them themselves.
  void asked() {
    CompletableFuture<Void> answered;
    synchronized (this) {
      answered = asking;
      asking = null;
      scarce |= block == null;
      if (block == null) {
        requests = FEW;
      } else if (!cut) {
        requests = Math.clamp(waiting + 1L, requests, MANY);
      }
      waiting = 0;
    }
    if (answered != null) {
      answered.complete(null);
    }
  }

  /// Retires a block that nobody needs, or that is over.
  synchronized @Nullable Block idle(long epoch, long now) {
    Block current = block;
    return current != null && (!current.lasts(epoch, now) || current.idle(now) >= IDLE)
        ? retire()
        : null;
  }

  /// Retires whatever is in use.
  synchronized void close() {
    retire();
  }

  /// Ends it, if nothing is in use and nothing asked for.
  synchronized boolean ends() {
    over = block == null && asking == null;
    return over;
  }
}
