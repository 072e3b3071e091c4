package io.maas.gateway.http;

import io.maas.domain.access.Principal;
import io.maas.gateway.upstream.Upstream;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What belongs to one event loop alone: its connections to engines, and the exchanges that run on
/// it. One look a second at all of them takes the place of a timer for each.
final class EventLoop {

  private static final long LOOK_MILLIS = 500;

  private final Context context;
  private final Upstream upstream;
  private final Set<Exchange> running = Collections.newSetFromMap(new IdentityHashMap<>());

  EventLoop(Vertx vertx, Context context, Upstream upstream, LongSupplier ticker) {
    this.context = context;
    this.upstream = upstream;
    vertx.setPeriodic(LOOK_MILLIS, _ -> look(ticker.getAsLong()));
  }

  Upstream upstream() {
    return upstream;
  }

  /// Goes on on this event loop where a stage is done; at once if it is done already.
  <T> void when(CompletionStage<T> stage, Consumer<T> then, Consumer<Throwable> failed) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (future.isDone() && !future.isCompletedExceptionally()) {
      then.accept(future.join());
      return;
    }
    var _ =
        future.whenComplete((value, error) ->
            context.runOnContext(_ -> {
              if (error != null) {
                failed.accept(error);
              } else {
                then.accept(value);
              }
            }));
  }

  void add(Exchange exchange) {
    running.add(exchange);
  }

  void remove(Exchange exchange) {
    running.remove(exchange);
  }

  /// Ends what runs for callers that may no longer call. From any thread.
  void revoke(Predicate<Principal> callers) {
    context.runOnContext(
        _ -> new ArrayList<>(running).forEach(exchange -> exchange.revokeIf(callers)));
  }

  /// How many exchanges run.
  int running() {
    return running.size();
  }

  private void look(long now) {
    if (!running.isEmpty()) {
      new ArrayList<>(running)
          .forEach(exchange -> {
            exchange.endIfOverdue(now);
            exchange.reassure();
          });
    }
  }
}
