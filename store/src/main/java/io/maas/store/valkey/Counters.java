package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.store.valkey.Agreement.Agreed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The scripts, run where their buckets are.
///
/// @param links to the servers
/// @param caller who runs them
/// @param within how long to wait for an answer
record Counters(Links links, ScriptCall.Caller caller, Duration within) {

  /// Nothing was sent.
  static final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreachable(String why) {
      super(why);
    }
  }

  /// The server is none of those that the epoch began on. Nothing was sent.
  static final class Stranger extends IOException {
    private static final long serialVersionUID = 1L;

    Stranger(ServerLink link) {
      super(link.node() + " is another server than before");
    }
  }

  CompletionStage<Answer> reserve(Agreed agreed, UUID id, Demand demand, Claims claims) {
    return run(
        agreed, ScriptCall.reserve(caller, agreed.epoch(), id, demand, claims), claims.list());
  }

  CompletionStage<Answer> standings(Agreed agreed, Claims claims) {
    return run(agreed, ScriptCall.standings(caller, agreed.epoch(), claims), claims.list());
  }

  CompletionStage<Answer> establish(Agreed agreed, Bucket bucket, Claim claim, KnownSpent spent) {
    return run(
        agreed, ScriptCall.establish(caller, agreed.epoch(), bucket, claim, spent), List.of(claim));
  }

  /// Settles whatever the epoch is: what the reservation holds, the server knows.
  CompletionStage<Answer> settle(UUID id, Claims claims, long[] charges) {
    return run(ScriptCall.settle(caller, 0, id, claims, charges), claims.list());
  }

  CompletionStage<Answer> begin(long epoch, Bucket bucket) {
    return run(ScriptCall.begin(caller, epoch, bucket), List.of());
  }

  CompletionStage<Answer> live(Bucket bucket) {
    return run(ScriptCall.live(caller, bucket), List.of());
  }

  private CompletionStage<Answer> run(Agreed agreed, ScriptCall call, List<Claim> claims) {
    ServerLink link = links.of(call.bucket());
    return link != null && !agreed.servers().contains(link.runId())
        ? CompletableFuture.failedStage(new Stranger(link))
        : run(link, call, claims);
  }

  private CompletionStage<Answer> run(ScriptCall call, List<Claim> claims) {
    return run(links.of(call.bucket()), call, claims);
  }

  private CompletionStage<Answer> run(
      @Nullable ServerLink link, ScriptCall call, List<Claim> claims) {
    if (link == null) {
      return CompletableFuture.failedStage(new Unreachable("their server cannot be reached"));
    }
    return link.run(call.script(), call.keys(), call.args(), within)
        .thenApply(reply -> Answer.of(reply, claims))
        .whenComplete((_, error) -> {
          if (error != null) {
            missed(cause(error));
          }
        });
  }

  private void missed(Throwable error) {
    String message = error.getMessage();
    if (message != null && message.startsWith("MOVED ")) {
      links.moved();
    } else {
      links.lookNow();
    }
  }

  /// Whether a failed call certainly ran nowhere.
  static boolean wasNotSent(Throwable error) {
    Throwable cause = cause(error);
    return cause instanceof Unreachable
        || cause instanceof Stranger
        || cause instanceof ServerLink.Crowded;
  }

  static Throwable cause(Throwable error) {
    return error instanceof CompletionException e && e.getCause() != null ? e.getCause() : error;
  }
}
