package io.maas.protocol.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Sends a recorded stream through a reader and a writer, as a relay does.
final class Streams {

  private static final int LONGEST = 1 << 20;

  private Streams() {}

  static String translate(Path recorded, AnswerDecoder reader, AnswerEncoder writer)
      throws IOException {
    AnswerDecoder.StreamDecoder decoder = reader.stream();
    AnswerEncoder.StreamEncoder encoder = writer.stream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Consumer<AnswerEvent> sink = event -> encoder.write(event, out);
    EventSplitter splitter = new EventSplitter(LONGEST);
    splitter.feed(
        Files.readAllBytes(recorded), (bytes, from, to) -> decoder.take(bytes, from, to, sink));
    decoder.ended(sink);
    return out.toString(UTF_8);
  }
}
