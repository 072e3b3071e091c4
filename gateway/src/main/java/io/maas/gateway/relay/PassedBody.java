package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A body on its way to a client, as fast as the client takes it and within a bound. One that
/// breaks off is cut, so that no client takes it for whole; before its first byte went, something
/// else may be said.
final class PassedBody {

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final long longest;
  private final Relay.Listener listener;
  private final Supplier<Answer> answer;
  private long taken;
  private boolean begun;
  private boolean over;

  /// @param longest bytes that it may have
  /// @param answer what was read of it so far
  PassedBody(
      HttpClientResponse engine,
      HttpServerResponse client,
      long longest,
      Relay.Listener listener,
      Supplier<Answer> answer) {
    this.engine = engine;
    this.client = client;
    this.longest = longest;
    this.listener = listener;
    this.answer = answer;
  }

  /// @param each piece that comes
  /// @param atEnd of the engine's body
  void start(Consumer<Buffer> each, Runnable atEnd) {
    if (announced() > longest) {
      refuse(tooLong());
      return;
    }
    engine.handler(piece -> {
      if (!over && takes(piece)) {
        each.accept(piece);
      }
    });
    engine.endHandler(_ -> {
      if (!over) {
        atEnd.run();
      }
    });
    engine.exceptionHandler(_ -> broken("the upstream broke off"));
  }

  /// How many bytes the engine says that follow; 0 if it does not.
  private long announced() {
    String length = engine.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length); // Vert.x refuses one that is no number
  }

  private boolean takes(Buffer piece) {
    listener.moved();
    taken += piece.length();
    if (taken > longest) {
      refuse(tooLong());
    }
    return taken <= longest;
  }

  private String tooLong() {
    return "the upstream's answer has more than " + longest + " bytes";
  }

  /// Passes a piece that is not the last.
  void pass(Buffer piece) {
    if (!begun) {
      begun = true;
      listener.begun();
      String length = engine.getHeader(HttpHeaders.CONTENT_LENGTH);
      if (length != null) {
        client.putHeader(HttpHeaders.CONTENT_LENGTH, length);
      } else {
        client.setChunked(true);
      }
    }
    listener.passes(piece);
    client.write(piece);
    if (client.writeQueueFull()) {
      engine.pause();
      client.drainHandler(_ -> engine.resume());
    }
  }

  /// Passes the last piece, after the settlement is written.
  void end(Buffer last, End end) {
    over = true;
    if (!begun) {
      listener.begun();
    }
    listener.passes(last);
    listener.ended(end, answer.get(), 0);
    client.end(last);
  }

  /// Lets go of an engine that says what it must not.
  void refuse(String found) {
    engine.request().reset();
    broken(found);
  }

  /// It does not come to its end.
  void broken(String found) {
    if (over) {
      return;
    }
    over = true;
    if (!begun) {
      listener.unusable(found);
      return;
    }
    listener.ended(End.FAILED, answer.get(), 0);
    client.reset();
  }

  /// Cuts it for a reason of ours.
  void cut() {
    over = true;
    client.reset();
  }
}
