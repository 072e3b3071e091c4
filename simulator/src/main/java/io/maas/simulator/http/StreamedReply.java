package io.maas.simulator.http;

import io.maas.simulator.book.Status;
import io.maas.simulator.engine.Failure;
import io.maas.simulator.engine.Sequence;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ByteWriter;
import io.maas.simulator.wire.EventStream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/// Sends a reply event by event, as its tokens come; those that come together go out together.
final class StreamedReply implements Sequence.Listener {
  private final Exchange exchange;
  private final EventStream events;
  private boolean opened;

  StreamedReply(Exchange exchange, EventStream events) {
    this.exchange = exchange;
    this.events = events;
  }

  @Override
  public void advanced(Sequence sequence, int from, int to, boolean completed) {
    var out = events.writer(to - from);
    if (!opened) {
      head();
      events.open(out);
      opened = true;
    }
    events.steps(out, from, to);
    if (completed) {
      events.close(out);
      end(sequence, out, Status.COMPLETED);
    } else if (to == sequence.work().haltAfter()) {
      halt(sequence, out);
    } else {
      send(out);
    }
  }

  /// Lets the client see the head while it waits for the first token.
  void sendHead() {
    if (!opened) {
      var _ = head().writeHead();
    }
  }

  @Override
  public void broken(Sequence sequence) {
    exchange.broken(sequence);
  }

  private HttpServerResponse head() {
    var response = exchange.request().response();
    return response.headWritten() ? response : Responses.eventsHead(exchange.request());
  }

  private void halt(Sequence sequence, ByteWriter out) {
    switch (exchange.header().failure()) {
      case Failure.Stall _ -> send(out);
      case Failure.Drop _ -> {
        exchange.end(sequence, Status.FAILED);
        send(out).onComplete(_ -> exchange.request().response().reset());
      }
      case Failure.Garbage _ -> {
        EventStream.garbage(out);
        end(sequence, out, Status.FAILED);
      }
      case Failure.ErrorEvent _ -> {
        EventStream.error(out, ApiError.injected(500));
        end(sequence, out, Status.FAILED);
      }
      case Failure.None _, Failure.NoUsage _, Failure.Refuse _, Failure.Status _ ->
          throw new IllegalStateException("halted by " + exchange.header().failure());
    }
  }

  private Future<Void> send(ByteWriter out) {
    return exchange.request().response().write(Buffer.buffer(out.toBytes()));
  }

  /// The book is written first: a client that has seen the end finds it there.
  private void end(Sequence sequence, ByteWriter out, Status status) {
    exchange.end(sequence, status);
    exchange.request().response().end(Buffer.buffer(out.toBytes()));
  }
}
