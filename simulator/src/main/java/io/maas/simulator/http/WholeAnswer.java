package io.maas.simulator.http;

import io.maas.simulator.book.Status;
import io.maas.simulator.engine.Failure;
import io.maas.simulator.engine.Sequence;
import io.maas.simulator.wire.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// Sends a reply in one piece, when the last of its tokens has come.
final class WholeAnswer implements Sequence.Listener {
  private static final byte[] GARBAGE =
      "{\"id\":\"chatcmpl-\",\"choices\":[{\"ind\n<html>\u0000".getBytes(StandardCharsets.UTF_8);

  private final Exchange exchange;
  private final Supplier<byte[]> body;

  WholeAnswer(Exchange exchange, Supplier<byte[]> body) {
    this.exchange = exchange;
    this.body = body;
  }

  @Override
  public void advanced(Sequence sequence, int from, int to, boolean completed) {
    if (completed) {
      exchange.end(sequence, Status.COMPLETED);
      Responses.json(exchange.request(), body.get());
      return;
    }
    switch (exchange.header().failure()) {
      case Failure.Stall _ -> {}
      case Failure.Drop _ -> {
        exchange.end(sequence, Status.FAILED);
        drop(body.get());
      }
      case Failure.Garbage _ -> {
        exchange.end(sequence, Status.FAILED);
        Responses.json(exchange.request(), GARBAGE);
      }
      case Failure.ErrorEvent _ -> {
        exchange.end(sequence, Status.FAILED);
        Responses.error(exchange.request(), ApiError.injected(500));
      }
      case Failure.None _, Failure.NoUsage _, Failure.Refuse _, Failure.Status _ ->
          throw new IllegalStateException("halted by " + exchange.header().failure());
    }
  }

  @Override
  public void broken(Sequence sequence) {
    exchange.broken(sequence);
  }

  /// Promises the whole body and sends half of it.
  private void drop(byte[] whole) {
    var response = Responses.jsonHead(exchange.request(), 200);
    response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(whole.length));
    response
        .write(Buffer.buffer(whole).slice(0, whole.length / 2))
        .onComplete(_ -> response.reset());
  }
}
