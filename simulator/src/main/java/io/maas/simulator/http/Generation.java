package io.maas.simulator.http;

import io.maas.simulator.book.Entry;
import io.maas.simulator.book.Status;
import io.maas.simulator.engine.Failure;
import io.maas.simulator.engine.Sequence;
import io.maas.simulator.engine.Work;
import io.maas.simulator.inference.Job;
import io.maas.simulator.inference.Server;
import io.maas.simulator.wire.ApiError;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts a job into its engine and ties it to its client: what the engine makes goes out, and a
/// client that goes away ends it.
final class Generation {
  private final Server server;

  Generation(Server server) {
    this.server = server;
  }

  /// Runs a job.
  ///
  /// @param steps how many steps it takes
  /// @param idPrefix what the reply's id begins with
  /// @param reply makes what sends the reply
  void run(
      HttpServerRequest request,
      Job job,
      int steps,
      String idPrefix,
      Function<Exchange, Sequence.Listener> reply) {
    if (request.response().closed()) {
      record(request, job, Status.ABORTED); // it went away while its prompt was read
      return;
    }
    Header header;
    try {
      header = Header.read(request.headers(), server.tuning(), server.surroundings().random());
    } catch (IllegalArgumentException e) {
      refuse(request, job, ApiError.badRequest(String.valueOf(e.getMessage()), null));
      return;
    }
    switch (header.failure()) {
      case Failure.Status(var code) -> {
        record(request, job, Status.FAILED);
        Responses.error(request, ApiError.injected(code));
      }
      case Failure.Refuse _ -> {
        record(request, job, Status.FAILED);
        request.response().reset();
      }
      case Failure.None _,
          Failure.NoUsage _,
          Failure.Drop _,
          Failure.Stall _,
          Failure.Garbage _,
          Failure.ErrorEvent _ -> {
        var id = idPrefix + (header.requestId() == null ? newId() : header.requestId());
        var exchange = new Exchange(request, job, server.engine(job.model()), header, id, server);
        start(exchange, steps, reply.apply(exchange));
      }
    }
  }

  /// Answers an error to a request that no engine sees, and writes it down.
  void refuse(HttpServerRequest request, @Nullable Job job, ApiError error) {
    record(request, job, Status.REFUSED);
    Responses.error(request, error);
  }

  private void start(Exchange exchange, int steps, Sequence.Listener reply) {
    var job = exchange.job();
    var failure = exchange.header().failure();
    var work =
        new Work(
            steps,
            failure.halts() ? steps / 2 : steps,
            job.streaming().stream(),
            job.promptTokens() + job.tokensAfter(steps));
    var sequence =
        new Sequence(
            work, exchange.header().pace(), reply, server.surroundings().ticker().getAsLong());
    var scheduler = server.engine(job.model()).scheduler();
    switch (scheduler.submit(sequence)) {
      case RUNNING, QUEUED -> {
        if (!sequence.hasEnded()) {
          watch(exchange, sequence, reply);
        }
      }
      case REFUSED -> refuse(exchange.request(), job, ApiError.queueFull(scheduler.waiting()));
    }
  }

  private static void watch(Exchange exchange, Sequence sequence, Sequence.Listener reply) {
    var response = exchange.request().response();
    response.closeHandler(_ -> exchange.disconnected(sequence));
    response.exceptionHandler(_ -> exchange.disconnected(sequence));
    if (reply instanceof StreamedReply stream) {
      stream.sendHead();
    }
  }

  private void record(HttpServerRequest request, @Nullable Job job, Status status) {
    var id = request.headers().get(Responses.REQUEST_ID);
    server
        .book()
        .add(
            new Entry(
                id == null ? newId() : id,
                job == null ? null : job.model().id(),
                0,
                0,
                0,
                status,
                null,
                server.surroundings().dates().millis()));
  }

  private String newId() {
    var random = server.surroundings().random();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
