package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Passes a body that nobody reads here, sound or a transcript that is plain text, as it comes and
/// as fast as the client takes it. The last piece is held until the settlement is written. A body
/// that breaks off, or is longer than anybody means it, is cut.
public final class OpaqueRelay implements Relay {

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final String contentType;
  private final Listener listener;
  private final long longest;
  private @Nullable Buffer held;
  private long taken;
  private boolean begun;
  private boolean over;

  /// @param contentType as the engine said it
  /// @param longest bytes that an answer may have
  OpaqueRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      String contentType,
      long longest,
      Listener listener) {
    this.engine = engine;
    this.client = client;
    this.contentType = contentType;
    this.listener = listener;
    this.longest = longest;
  }

  @Override
  public CharSequence contentType() {
    return contentType;
  }

  @Override
  public void start() {
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
    taken += piece.length();
    if (taken > longest) {
      engine.request().reset();
      broken("the upstream's answer has more than " + longest + " bytes");
      return;
    }
    Buffer before = held;
    held = piece;
    if (before != null) {
      begin();
      listener.passes(before);
      client.write(before);
      if (client.writeQueueFull()) {
        engine.pause();
        client.drainHandler(_ -> engine.resume());
      }
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
    over = true;
    begin();
    Buffer last = held == null ? Buffer.buffer() : held;
    listener.passes(last);
    listener.ended(End.COMPLETED, Answer.SILENT, 0);
    client.end(last);
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
    listener.ended(End.FAILED, Answer.SILENT, 0);
    client.reset();
  }
}
