package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Terms;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// What a script is told, in its own order; see the scripts.
///
/// @param bucket where it runs
record ScriptCall(Script script, Bucket bucket, String[] keys, String[] args) {

  /// A request that is under way at the beginning of an epoch is over after this time. Until then
  /// its counter has to be established.
  static final Duration LONGEST_RUN = Duration.ofHours(1);

  private static final int HEAD = 4;
  private static final UUID NOBODY = new UUID(0, 0);

  /// What all calls of a process have in common.
  ///
  /// @param owner names the process
  /// @param time of the store
  /// @param clock of the calendar
  record Caller(String owner, StoreTime time, InstantSource clock) {}

  private static ScriptCall of(
      Script script,
      Bucket bucket,
      Caller caller,
      long epoch,
      UUID id,
      List<Claim> claims,
      int args) {
    String[] keys = new String[3 + claims.size()];
    keys[0] = bucket.epoch();
    keys[1] = bucket.reservation(id);
    keys[2] = bucket.alive();
    for (int i = 0; i < claims.size(); i++) {
      keys[3 + i] = bucket.counter(claims.get(i));
    }
    String[] head = new String[HEAD + args];
    head[0] = Long.toString(epoch);
    head[1] = caller.time().now();
    head[2] = caller.time().wall();
    head[3] = caller.owner();
    return new ScriptCall(script, bucket, keys, head);
  }

  static ScriptCall reserve(Caller caller, long epoch, UUID id, Demand demand, Claims claims) {
    List<Claim> list = claims.list();
    ScriptCall call =
        of(
            Script.RESERVE,
            Bucket.of(claims.partition()),
            caller,
            epoch,
            id,
            list,
            2 + 9 * list.size());
    int at = HEAD;
    call.args[at++] = points(Math.max(0, demand.outputCeiling()));
    call.args[at++] = points(Math.max(0, demand.answerLikely()));
    for (Claim claim : list) {
      Terms terms = Terms.of(claim.limit(), demand);
      at = call.window(at, claim.limit(), caller);
      call.args[at++] = Long.toString(terms.capacity());
      call.args[at++] = Long.toString(terms.least());
      call.args[at++] = Long.toString(terms.fixed());
      call.args[at++] = Long.toString(terms.perAnswer());
      call.args[at++] = terms.clamps() ? "c" : terms.strict() ? "s" : "l";
    }
    return call;
  }

  /// @param charges in the order of the claims
  static ScriptCall settle(Caller caller, long epoch, UUID id, Claims claims, long[] charges) {
    List<Claim> list = claims.list();
    ScriptCall call =
        of(Script.SETTLE, Bucket.of(claims.partition()), caller, epoch, id, list, 2 * list.size());
    for (int i = 0; i < charges.length; i++) {
      call.args[HEAD + 2 * i] = Long.toString(charges[i]);
      call.args[HEAD + 2 * i + 1] = kind(list.get(i).limit());
    }
    return call;
  }

  static ScriptCall standings(Caller caller, long epoch, Claims claims) {
    List<Claim> list = claims.list();
    ScriptCall call =
        of(
            Script.STANDINGS,
            Bucket.of(claims.partition()),
            caller,
            epoch,
            NOBODY,
            list,
            4 * list.size());
    int at = HEAD;
    for (Claim claim : list) {
      at = call.window(at, claim.limit(), caller);
    }
    return call;
  }

  static ScriptCall establish(
      Caller caller, long epoch, Bucket bucket, Claim claim, KnownSpent spent) {
    int holds = spent.holds().size();
    ScriptCall bare =
        of(Script.ESTABLISH, bucket, caller, epoch, NOBODY, List.of(claim), 6 + holds);
    String[] keys = Arrays.copyOf(bare.keys, bare.keys.length + holds);
    ScriptCall call = new ScriptCall(Script.ESTABLISH, bucket, keys, bare.args);
    int at = call.window(HEAD, claim.limit(), caller);
    call.args[at++] = Long.toString(Math.min(spent.points(), Limit.MOST_POINTS));
    Instant since = spent.since();
    call.args[at++] =
        since == null
            ? ""
            : Long.toString(
                Math.max(0, Duration.between(since, caller.clock().instant()).toMillis()));
    for (int i = 0; i < holds; i++) {
      keys[bare.keys.length + i] = bucket.reservation(spent.holds().get(i).requestId());
      call.args[at++] = Long.toString(spent.holds().get(i).points());
    }
    return call;
  }

  static ScriptCall begin(Caller caller, long epoch, Bucket bucket) {
    return of(Script.BEGIN, bucket, caller, epoch, NOBODY, List.of(), 0);
  }

  static ScriptCall live(Caller caller, Bucket bucket) {
    return of(Script.LIVE, bucket, caller, 0, NOBODY, List.of(), 0);
  }

  private int window(int from, Limit limit, Caller caller) {
    int at = from;
    args[at++] = kind(limit);
    switch (limit.window()) {
      case Window.Rolling(Duration length) -> {
        args[at++] = Long.toString(length.toMillis());
        args[at++] = "";
      }
      case Window.Calendar calendar -> {
        Instant end = calendar.end(caller.clock().instant());
        args[at++] = Long.toString(end.toEpochMilli());
        args[at++] = Long.toString(calendar.end(end).toEpochMilli());
      }
      case Window.WhileRunning _ -> {
        args[at++] = "";
        args[at++] = "";
      }
    }
    args[at++] = Long.toString(longest(limit).toMillis());
    return at;
  }

  private static Duration longest(Limit limit) {
    return limit.window().equals(Window.WHILE_RUNNING) ? LONGEST_RUN : limit.window().longest();
  }

  private static String kind(Limit limit) {
    return switch (limit.window()) {
      case Window.Rolling _ -> "R";
      case Window.Calendar _ -> "C";
      case Window.WhileRunning _ -> "X";
    };
  }

  private static String points(long count) {
    return Long.toString(Math.min(count, Limit.MOST_POINTS));
  }
}
