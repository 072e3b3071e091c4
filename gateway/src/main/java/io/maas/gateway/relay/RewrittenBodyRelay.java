package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.gateway.passage.Rewriting;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/// Rewrites an answer that is one JSON body, into another one or into a stream: it is taken whole,
/// within a bound.
public final class RewrittenBodyRelay implements Relay {

  /// Bytes that are held of one answer; what passes may be longer.
  static final int LONGEST_HELD = 64 * 1024 * 1024;

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final Rewriting rewriting;
  private final boolean intoStream;
  private final long longest;
  private final Listener listener;
  private final Buffer body = Buffer.buffer();
  private boolean over;

  /// @param intoStream whether the client gets a stream of it
  /// @param longest bytes that an answer may have
  RewrittenBodyRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      Rewriting rewriting,
      boolean intoStream,
      long longest,
      Listener listener) {
    this.engine = engine;
    this.client = client;
    this.rewriting = rewriting;
    this.intoStream = intoStream;
    this.longest = Math.min(longest, LONGEST_HELD);
    this.listener = listener;
  }

  @Override
  public boolean streams() {
    return intoStream;
  }

  @Override
  public void start() {
    engine.handler(this::piece);
    engine.endHandler(_ -> engineEnded());
    engine.exceptionHandler(_ -> unusable("the upstream broke off"));
  }

  @Override
  public void abort(byte[] error) {
    over = true;
    client.reset();
  }

  @Override
  public Answer answer() {
    return Answer.SILENT;
  }

  @Override
  public long pieces() {
    return 0;
  }

  private void piece(Buffer piece) {
    if (over) {
      return;
    }
    listener.moved();
    if (body.length() + piece.length() > longest) {
      engine.request().reset();
      unusable("the upstream's answer has more than " + longest + " bytes");
    } else {
      body.appendBuffer(piece);
    }
  }

  private void engineEnded() {
    if (over) {
      return;
    }
    Rewriting.Rewritten rewritten;
    try {
      rewritten = rewriting.of(body.getBytes());
    } catch (IOException e) {
      unusable("the upstream's answer cannot be read: " + e.getMessage());
      return;
    }
    over = true;
    listener.begun();
    if (!intoStream) {
      client.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(rewritten.body().length));
    }
    Buffer whole = Buffer.buffer(rewritten.body());
    listener.passes(whole);
    listener.ended(End.COMPLETED, rewritten.answer(), 0);
    client.end(whole);
  }

  private void unusable(String found) {
    if (!over) {
      over = true;
      listener.unusable(found);
    }
  }
}
