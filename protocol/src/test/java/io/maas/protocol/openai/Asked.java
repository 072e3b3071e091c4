package io.maas.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.domain.access.Refusal.BadRequest;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What a client asks and an upstream answers, in single quotes.
public final class Asked {

  public static final Heading HEADING = new Heading("r1", "asked-model", 1_764_000_000L);
  public static final Target TARGET = new Target("served-model", OptionalLong.empty(), 4096);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Asked() {}

  public static byte[] bytes(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(UTF_8);
  }

  public static JsonNode json(String singleQuoted) {
    return json(bytes(singleQuoted));
  }

  public static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Conversation read(RequestDecoder decoder, String singleQuoted) {
    return switch (decoder.decode(bytes(singleQuoted))) {
      case Decoded.Read read -> read.conversation();
      case Decoded.Malformed malformed -> throw new AssertionError(malformed.refusal().message());
    };
  }

  public static BadRequest refusal(RequestDecoder decoder, String singleQuoted) {
    return switch (decoder.decode(bytes(singleQuoted))) {
      case Decoded.Read read -> throw new AssertionError("was read: " + read);
      case Decoded.Malformed malformed -> malformed.refusal();
    };
  }

  /// All that an upstream's stream tells, its end included.
  public static List<AnswerEvent> events(AnswerDecoder decoder, String singleQuoted) {
    List<AnswerEvent> events = new ArrayList<>();
    AnswerDecoder.StreamDecoder stream = decoder.stream();
    new EventSplitter(1 << 20)
        .feed(bytes(singleQuoted), (bytes, from, to) -> stream.take(bytes, from, to, events::add));
    stream.ended(events::add);
    return events;
  }

  /// What a client gets of a stream of events.
  public static String written(AnswerEncoder encoder, AnswerEvent... events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnswerEncoder.StreamEncoder stream = encoder.stream();
    for (AnswerEvent event : events) {
      stream.write(event, out);
    }
    return out.toString(UTF_8);
  }

  /// The objects of a stream that a client gets.
  public static List<JsonNode> data(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> json(line.substring(6).getBytes(UTF_8)))
        .toList();
  }
}
