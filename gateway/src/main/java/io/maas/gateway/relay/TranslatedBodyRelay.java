package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.WholeAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/// Translates an answer that is one JSON body: it is taken whole, within a bound.
public final class TranslatedBodyRelay implements Relay {

  private static final int LONGEST_BODY = 64 * 1024 * 1024;

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final AnswerDecoder decoder;
  private final AnswerEncoder encoder;
  private final Listener listener;
  private final Buffer body = Buffer.buffer();
  private boolean over;

  public TranslatedBodyRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      AnswerDecoder decoder,
      AnswerEncoder encoder,
      Listener listener) {
    this.engine = engine;
    this.client = client;
    this.decoder = decoder;
    this.encoder = encoder;
    this.listener = listener;
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
    if (body.length() + piece.length() > LONGEST_BODY) {
      engine.request().reset();
      unusable("the upstream's answer has more than " + LONGEST_BODY + " bytes");
    } else {
      body.appendBuffer(piece);
    }
  }

  private void engineEnded() {
    if (over) {
      return;
    }
    WholeAnswer answer;
    byte[] written;
    try {
      answer = decoder.whole(body.getBytes());
      written = encoder.whole(answer);
    } catch (IOException e) {
      unusable("the upstream's answer cannot be read: " + e.getMessage());
      return;
    }
    over = true;
    listener.begun();
    client.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(written.length));
    Buffer whole = Buffer.buffer(written);
    listener.passes(whole);
    listener.ended(End.COMPLETED, Answer.of(answer), 0);
    client.end(whole);
  }

  private void unusable(String found) {
    if (!over) {
      over = true;
      listener.unusable(found);
    }
  }
}
