package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Passes a body that nobody reads here, sound or a transcript that is plain text, as it comes. The
/// last piece is held until the settlement is written.
public final class OpaqueRelay implements Relay {

  private final String contentType;
  private final PassedBody body;
  private @Nullable Buffer held;

  /// @param contentType as the engine said it
  /// @param longest bytes that an answer may have
  OpaqueRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      String contentType,
      long longest,
      Listener listener) {
    this.contentType = contentType;
    this.body = new PassedBody(engine, client, longest, listener, this::answer);
  }

  @Override
  public CharSequence contentType() {
    return contentType;
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
    return Answer.SILENT;
  }

  @Override
  public long pieces() {
    return 0;
  }

  private void piece(Buffer piece) {
    Buffer before = held;
    held = piece;
    if (before != null) {
      body.pass(before);
    }
  }

  private void engineEnded() {
    body.end(held == null ? Buffer.buffer() : held, End.COMPLETED);
  }
}
