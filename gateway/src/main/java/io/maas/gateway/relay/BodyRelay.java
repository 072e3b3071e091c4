package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.answer.AnswerScanner;
import io.maas.protocol.request.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// Passes an answer that is one JSON body, as it comes. The piece that completes the object is held
/// until the settlement is written. A body that breaks off is cut, so that no client takes it for
/// whole.
public final class BodyRelay implements Relay {

  private static final int MOST_BLANKS = 64 * 1024;

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final AnswerScanner scanner;
  private final long longest;
  private final Listener listener;
  private Buffer held = Buffer.buffer();
  private long taken;
  private int blanks;
  private boolean begun;
  private boolean over;

  /// @param operation what was asked
  /// @param longest bytes that an answer may have
  public BodyRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      Operation operation,
      long longest,
      Listener listener) {
    this.engine = engine;
    this.client = client;
    this.scanner = new AnswerScanner(operation);
    this.longest = longest;
    this.listener = listener;
  }

  @Override
  public void start() {
    if (announced() > longest) {
      engine.request().reset();
      broken(tooLong());
      return;
    }
    engine.handler(this::piece);
    engine.endHandler(_ -> engineEnded());
    engine.exceptionHandler(_ -> broken("the upstream broke off"));
  }

  @Override
  public void abort(byte[] error) {
    over = true;
    client.reset();
  }

  @Override
  public Answer answer() {
    return scanner.answer();
  }

  @Override
  public long pieces() {
    return 0;
  }

  /// How many bytes the engine says that follow; 0 if it does not.
  private long announced() {
    String length = engine.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length); // Vert.x refuses one that is no number
  }

  private String tooLong() {
    return "the upstream's answer has more than " + longest + " bytes";
  }

  private void piece(Buffer piece) {
    if (over) {
      return;
    }
    listener.moved();
    taken += piece.length();
    if (taken > longest) {
      engine.request().reset();
      broken(tooLong());
      return;
    }
    switch (scanner.feed(piece.getBytes())) {
      case OPEN -> pass(piece);
      case COMPLETE -> hold(piece);
      case BROKEN -> {
        engine.request().reset();
        broken("the upstream answered with something that is no JSON object");
      }
    }
  }

  /// What comes after the object can only be blanks; nobody needs many of them.
  private void hold(Buffer piece) {
    if (held.length() == 0) {
      held = piece;
    } else if (blanks + piece.length() <= MOST_BLANKS) {
      blanks += piece.length();
      held = held.copy().appendBuffer(piece);
    } else {
      engine.request().reset();
      broken("the upstream's answer goes on after its end");
    }
  }

  private void pass(Buffer piece) {
    begin();
    listener.passes(piece);
    client.write(piece);
    if (client.writeQueueFull()) {
      engine.pause();
      client.drainHandler(_ -> engine.resume());
    }
  }

  private void begin() {
    if (begun) {
      return;
    }
    begun = true;
    listener.begun();
    String length = engine.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      client.putHeader(HttpHeaders.CONTENT_LENGTH, length);
    } else {
      client.setChunked(true);
    }
  }

  private void engineEnded() {
    if (over) {
      return;
    }
    if (held.length() == 0) {
      broken("the upstream's answer is not complete");
      return;
    }
    over = true;
    if (!begun) {
      listener.begun();
    }
    End end = scanner.answer().failed() ? End.FAILED : End.COMPLETED;
    listener.passes(held);
    listener.ended(end, scanner.answer(), 0);
    client.end(held);
  }

  private void broken(String found) {
    if (over) {
      return;
    }
    over = true;
    if (!begun) {
      listener.unusable(found);
      return;
    }
    listener.ended(End.FAILED, scanner.answer(), 0);
    client.reset();
  }
}
