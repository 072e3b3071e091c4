package io.maas.gateway.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.maas.domain.metering.Outcome.End;
import io.maas.http.Headers;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.answer.StreamFlow.State;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/// Passes a stream of events: each piece as it comes, cut only at the ends of events. It never ends
/// cleanly without the terminal event: if the engine breaks, the client is told so in the stream.
/// As long as the engine has said nothing, or only that it cannot, nothing goes to the client.
public final class StreamRelay implements Relay {

  /// Bytes after which an event without end is an error.
  public static final int LONGEST_EVENT = 16 * 1024 * 1024;

  /// A comment, which every client skips, so that nobody on the way takes a thinking model for
  /// dead.
  private static final byte[] ALIVE = ": keep-alive\n\n".getBytes(US_ASCII);

  private static final long SILENT_NANOS = Duration.ofSeconds(15).toNanos();

  private final HttpClientResponse engine;
  private final HttpServerResponse client;
  private final StreamFlow flow;
  private final byte[] brokenEnd;
  private final Listener listener;
  private final Outgoing out = new Outgoing();
  private long spokeAt;
  private boolean begun;
  private boolean over;

  /// @param brokenEnd what a client is told if the engine breaks off
  /// @param now of the monotonic ticker
  public StreamRelay(
      HttpClientResponse engine,
      HttpServerResponse client,
      StreamFlow flow,
      byte[] brokenEnd,
      Listener listener,
      long now) {
    this.engine = engine;
    this.client = client;
    this.flow = flow;
    this.brokenEnd = brokenEnd;
    this.listener = listener;
    this.spokeAt = now;
  }

  @Override
  public CharSequence contentType() {
    return Headers.EVENT_STREAM;
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
  public void tick(long now) {
    if (!over && now - spokeAt > SILENT_NANOS && !client.writeQueueFull()) {
      out.writeBytes(ALIVE);
      send();
      spokeAt = now;
    }
  }

  @Override
  public Answer answer() {
    return flow.answer();
  }

  @Override
  public long pieces() {
    return flow.pieces();
  }

  private void piece(Buffer piece) {
    if (over) {
      return; // what an engine says after its last word
    }
    listener.moved();
    switch (flow.feed(piece.getBytes(), out)) {
      case OPEN -> {
        if (isOnlyAnError()) {
          ended(); // whoever hears of it breaks the engine off
        } else if (out.size() > 0) {
          send();
          spokeAt = listener.now();
        }
      }
      case ENDED -> ended();
      case BROKEN -> {
        engine.request().reset();
        broken();
      }
    }
  }

  private void send() {
    begin();
    client.write(out.take());
    if (client.writeQueueFull()) {
      engine.pause();
      client.drainHandler(_ -> engine.resume());
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      listener.begun();
    }
  }

  private void engineEnded() {
    if (over) {
      return;
    }
    if (flow.close(out) == State.ENDED) {
      ended();
    } else {
      broken();
    }
  }

  private void ended() {
    over = true;
    if (isOnlyAnError()) {
      listener.unusable("the upstream answered with an error in its stream");
      return;
    }
    boolean failed = flow.answer().failed();
    begin();
    listener.ended(failed ? End.FAILED : End.COMPLETED, flow.answer(), flow.pieces());
    client.end(out.take());
  }

  private boolean isOnlyAnError() {
    return !begun && flow.pieces() == 0 && flow.answer().failed();
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
    listener.ended(End.FAILED, flow.answer(), flow.pieces());
    out.writeBytes(brokenEnd);
    client.end(out.take());
  }
}
