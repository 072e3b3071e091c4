package io.maas.gateway.passage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maas.protocol.answer.Answer;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.answer.StreamFlow.State;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// What the client gets of an answer that came as one body, and that has to be held whole for it.
@FunctionalInterface
public interface Rewriting {

  /// What goes to the client.
  ///
  /// @param answer what was told of it
  record Rewritten(byte[] body, Answer answer) {}

  /// Rewrites a body.
  ///
  /// @throws IOException if it is no answer, saying what was found
  Rewritten of(byte[] body) throws IOException;

  /// A body in the client's dialect.
  static Rewriting toBody(AnswerDecoder decoder, AnswerEncoder encoder) {
    return body -> {
      WholeAnswer answer = decoder.whole(body);
      return new Rewritten(encoder.whole(answer), Answer.of(answer));
    };
  }

  /// A stream in the client's dialect, whose every event comes at once.
  static Rewriting toStream(AnswerDecoder decoder, AnswerEncoder encoder) {
    return body -> {
      WholeAnswer answer = decoder.whole(body);
      ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1024);
      StreamEncoder stream = encoder.stream();
      answer.tell(event -> stream.write(event, out));
      return new Rewritten(out.toByteArray(), Answer.of(answer));
    };
  }

  /// A stream of one event that holds all of the body, for what has the same form in both, as
  /// completions have.
  static Rewriting toOneEvent(StreamFlow flow) {
    return body -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
      String event = "data: " + Json.MAPPER.readTree(body) + "\n\n";
      State state = flow.feed(event.getBytes(UTF_8), out);
      if (flow.answer().failed() || state == State.BROKEN || flow.close(out) != State.ENDED) {
        throw new IOException("answer: not finished (expected: a completion)");
      }
      return new Rewritten(out.toByteArray(), flow.answer());
    };
  }
}
