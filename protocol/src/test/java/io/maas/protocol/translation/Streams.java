package io.maas.protocol.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.aws.EventStreamFrames;
import io.maas.protocol.aws.Frames;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.framing.Framing;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Sends a recorded stream through a reader and a writer, as a relay does.
final class Streams {

  private static final int LONGEST = 1 << 20;

  private Streams() {}

  static String translate(Path recorded, AnswerDecoder reader, AnswerEncoder writer)
      throws IOException {
    AnswerEncoder.StreamEncoder encoder = writer.stream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    send(recorded, reader, event -> encoder.write(event, out));
    return out.toString(UTF_8);
  }

  static List<AnswerEvent> events(Path recorded, AnswerDecoder reader) throws IOException {
    List<AnswerEvent> events = new ArrayList<>();
    send(recorded, reader, events::add);
    return events;
  }

  private static void send(Path recorded, AnswerDecoder reader, Consumer<AnswerEvent> sink)
      throws IOException {
    boolean framed = recorded.toString().endsWith(".frames");
    Framing framing = framed ? new EventStreamFrames(LONGEST) : new EventSplitter(LONGEST);
    byte[] bytes = framed ? frames(recorded) : Files.readAllBytes(recorded);
    AnswerDecoder.StreamDecoder decoder = reader.stream();
    framing.feed(bytes, (event, from, to) -> decoder.take(event, from, to, sink));
    decoder.ended(sink);
  }

  /// Bedrock's frames, of which a file has one a line.
  private static byte[] frames(Path recorded) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : Files.readAllLines(recorded)) {
      JsonNode frame = Json.MAPPER.readTree(line);
      String payload = frame.path("payload").toString();
      out.writeBytes(
          frame.has("exception")
              ? Frames.exception(frame.path("exception").asText(), payload)
              : Frames.event(frame.path("event").asText(), payload));
    }
    return out.toByteArray();
  }
}
