package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.answer.AnswerScanner;
import io.maas.protocol.request.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/// Passes an answer that is one JSON body, as it comes. The piece that completes the object is held
/// until the settlement is written.
public final class BodyRelay implements Relay {

  private static final int MOST_BLANKS = 64 * 1024;

  private final AnswerScanner scanner;
  private final PassedBody body;
  private Buffer held = Buffer.buffer();
  private int blanks;

  /// @param operation what was asked
  /// @param longest bytes that an answer may have
  public BodyRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      Operation operation,
      long longest,
      Listener listener) {
    this.scanner = new AnswerScanner(operation);
    this.body = new PassedBody(engine, client, longest, listener, scanner::answer);
  }

  @Override
  public void start() {
    body.start(this::piece, this::engineEnded);
  }

  @Override
  public void abort(byte[] error) {
    body.cut();
  }

  @Override
  public Answer answer() {
    return scanner.answer();
  }

  @Override
  public long pieces() {
    return 0;
  }

  private void piece(Buffer piece) {
    switch (scanner.feed(piece.getBytes())) {
      case OPEN -> body.pass(piece);
      case COMPLETE -> hold(piece);
      case BROKEN -> body.refuse("the upstream answered with something that is no JSON object");
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
      body.refuse("the upstream's answer goes on after its end");
    }
  }

  private void engineEnded() {
    if (held.length() == 0) {
      body.broken("the upstream's answer is not complete");
    } else {
      body.end(held, scanner.answer().failed() ? End.FAILED : End.COMPLETED);
    }
  }
}
