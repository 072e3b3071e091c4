package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.openai.StreamScanner;
import io.maas.protocol.openai.StreamScanner.Verdict;
import io.maas.protocol.sse.EventSplitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/// Passes a stream of events: each piece as it comes, cut only at the ends of events. It never ends
/// cleanly without the terminal event: if the engine breaks, the client is told so in the stream.
public final class StreamRelay implements Relay {

  private static final int LONGEST_EVENT = 16 * 1024 * 1024;
  private static final Buffer DONE =
      Buffer.buffer("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final StreamScanner scanner;
  private final Listener listener;
  private final byte[] brokenEnd;
  private final EventSplitter splitter = new EventSplitter(LONGEST_EVENT);
  private Buffer out = Buffer.buffer();
  private boolean begun;
  private boolean over;

  /// @param usageAsked whether the client asked for usage itself
  /// @param brokenEnd what a client is told if the engine breaks off
  public StreamRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      boolean usageAsked,
      byte[] brokenEnd,
      Listener listener) {
    this.engine = engine;
    this.client = client;
    this.scanner = new StreamScanner(usageAsked);
    this.brokenEnd = brokenEnd;
    this.listener = listener;
  }

  @Override
  public void start() {
    engine.handler(this::piece);
    engine.endHandler(_ -> engineEnded());
    engine.exceptionHandler(_ -> broken());
  }

  @Override
  public void abort(byte[] error) {
    over = true;
    client.end(Buffer.buffer(error));
  }

  @Override
  public Answer answer() {
    return scanner.answer();
  }

  @Override
  public long pieces() {
    return scanner.pieces();
  }

  private void piece(Buffer piece) {
    if (over) {
      return; // what an engine says after its last word
    }
    if (!begun) {
      begun = true;
      listener.begun();
    }
    listener.moved();
    boolean sane = splitter.feed(piece.getBytes(), this::event);
    if (over) {
      return;
    }
    if (!sane) {
      engine.request().reset();
      broken();
    } else if (out.length() > 0) {
      client.write(out);
      out = Buffer.buffer();
      if (client.writeQueueFull()) {
        engine.pause();
        client.drainHandler(_ -> engine.resume());
      }
    }
  }

  private void event(byte[] bytes, int from, int to) {
    if (over) {
      return;
    }
    switch (scanner.event(bytes, from, to)) {
      case Verdict.Pass _ -> out.appendBytes(bytes, from, to - from);
      case Verdict.Hide _ -> {} // the usage that only we asked for
      case Verdict.Replace(byte[] event) -> out.appendBytes(event);
      case Verdict.End _ -> end(Buffer.buffer().appendBytes(bytes, from, to - from));
    }
  }

  private void engineEnded() {
    if (over) {
      return;
    }
    if (scanner.finished() && !splitter.isMidEvent()) {
      end(DONE);
    } else {
      broken();
    }
  }

  private void end(Buffer terminal) {
    over = true;
    End end = scanner.answer().failed() ? End.FAILED : End.COMPLETED;
    listener.ended(end, scanner.answer(), scanner.pieces());
    client.end(out.appendBuffer(terminal));
  }

  private void broken() {
    if (over) {
      return;
    }
    over = true;
    if (!begun) {
      listener.unusable("the upstream broke off before its first event");
      return;
    }
    listener.ended(End.FAILED, scanner.answer(), scanner.pieces());
    client.end(out.appendBytes(brokenEnd));
  }
}
