package io.maas.protocol.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.maas.protocol.answer.Answer;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.openai.StreamScanner.Verdict;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;

/// Passes chunks of chats and completions as they are, but for the usage that only the gateway
/// asked for.
public final class PassedFlow implements StreamFlow {

  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(US_ASCII);

  private final StreamScanner scanner;
  private final EventSplitter splitter;
  private boolean ended;

  /// @param usageAsked whether the client asked for usage itself
  /// @param longestEvent bytes after which an event without end is an error
  public PassedFlow(boolean usageAsked, int longestEvent) {
    this.scanner = new StreamScanner(usageAsked);
    this.splitter = new EventSplitter(longestEvent);
  }

  @Override
  public State feed(byte[] piece, ByteArrayOutputStream out) {
    boolean sane = splitter.feed(piece, (bytes, from, to) -> event(bytes, from, to, out));
    return ended ? State.ENDED : sane ? State.OPEN : State.BROKEN;
  }

  private void event(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
    if (ended) {
      return; // what an engine says after its last word
    }
    switch (scanner.event(bytes, from, to)) {
      case Verdict.Pass _ -> out.write(bytes, from, to - from);
      case Verdict.Hide _ -> {} // the usage that only we asked for
      case Verdict.Replace(byte[] event) -> out.writeBytes(event);
      case Verdict.End _ -> {
        ended = true;
        out.write(bytes, from, to - from);
      }
    }
  }

  @Override
  public State close(ByteArrayOutputStream out) {
    if (!scanner.finished() || splitter.isMidEvent()) {
      return State.BROKEN;
    }
    out.writeBytes(DONE);
    return State.ENDED;
  }

  @Override
  public Answer answer() {
    return scanner.answer();
  }

  @Override
  public long pieces() {
    return scanner.pieces();
  }
}
