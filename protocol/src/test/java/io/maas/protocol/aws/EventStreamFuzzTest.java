package io.maas.protocol.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/// Our frames against AWS's own, and against bytes that are none.
class EventStreamFuzzTest {

  private static final int LONGEST = 1 << 16;

  @Property(tries = 500)
  void readsWhatTheProvidersOwnEncoderWrites(@ForAll long seed) {
    Random random = new Random(seed);
    List<Message> sent = new ArrayList<>();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Message message = message(random);
      sent.add(message);
      message.encode(stream);
    }

    List<Map<String, String>> headers = new ArrayList<>();
    List<byte[]> payloads = new ArrayList<>();
    EventStreamFrames frames = new EventStreamFrames(LONGEST);
    for (byte[] piece : pieces(stream.toByteArray(), random)) {
      boolean usable =
          frames.feed(
              piece,
              (bytes, from, to) -> {
                EventStreamFrame frame = EventStreamFrame.read(bytes, from, to).orElseThrow();
                headers.add(frame.headers());
                payloads.add(Arrays.copyOfRange(bytes, frame.from(), frame.to()));
              });
      assertThat(usable).isTrue();
    }

    assertThat(payloads).usingRecursiveComparison().isEqualTo(payloadsOf(sent));
    assertThat(headers).isEqualTo(sent.stream().map(EventStreamFuzzTest::texts).toList());
  }

  @Property(tries = 200)
  void writesWhatTheProvidersOwnDecoderReads(
      @ForAll @Size(max = 300) byte[] payload, @ForAll @IntRange(min = 1, max = 60) int length) {
    byte[] frame = Frames.frame(Map.of(":event-type", "e".repeat(length)), payload);

    MessageDecoder decoder = new MessageDecoder();
    decoder.feed(frame);

    List<Message> read = decoder.getDecodedMessages();
    assertThat(read).hasSize(1);
    assertThat(read.getFirst().getPayload()).isEqualTo(payload);
    assertThat(texts(read.getFirst()).get(":event-type")).hasSize(length);
  }

  /// A damaged byte is found, or (in bytes that were not all sent) waited for; it is never read as
  /// if it were right.
  @Property(tries = 500)
  void neverHandsOnAFrameThatWasDamaged(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = message(random).toByteBuffer().array().clone();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

    EventStreamFrames frames = new EventStreamFrames(LONGEST);
    boolean usable = true;
    List<Integer> handed = new ArrayList<>();
    for (byte[] piece : pieces(bytes, random)) {
      usable = frames.feed(piece, (_, from, to) -> handed.add(to - from));
    }

    assertThat(handed).isEmpty();
    assertThat(usable).isFalse();
  }

  @Property
  void takesAnyBytes(@ForAll @Size(max = 200) byte[] bytes, @ForAll boolean rightPrelude) {
    byte[] given = rightPrelude && bytes.length >= 12 ? withRightPrelude(bytes) : bytes;
    EventStreamFrames frames = new EventStreamFrames(LONGEST);

    frames.feed(given, (_, from, to) -> assertThat(to - from).isGreaterThanOrEqualTo(16));
    EventStreamFrame.read(given, 0, given.length);
  }

  /// Headers that nobody checks before: any bytes with right lengths around.
  @Property
  void readsAnyHeaders(@ForAll @Size(max = 100) byte[] headers) {
    byte[] frame = Frames.frame(headers, new byte[3]);

    EventStreamFrame.read(frame, 0, frame.length)
        .ifPresent(read -> assertThat(read.to() - read.from()).isEqualTo(3));
  }

  private static byte[] withRightPrelude(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
    buffer.putInt(0, bytes.length).putInt(4, Math.floorMod(buffer.getInt(4), bytes.length + 1));
    return Frames.checked(buffer.array());
  }

  private static Message message(Random random) {
    Map<String, HeaderValue> headers = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      headers.put("h" + random.nextInt(100), value(random));
    }
    byte[] payload = new byte[random.nextInt(200)];
    random.nextBytes(payload);
    return new Message(headers, payload);
  }

  /// Of any type but byte and short, of which that encoder writes the type and then nothing.
  private static HeaderValue value(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> HeaderValue.fromBoolean(random.nextBoolean());
      case 1 -> HeaderValue.fromInteger(random.nextInt());
      case 2 -> HeaderValue.fromLong(random.nextLong());
      case 3 -> HeaderValue.fromByteArray(new byte[1 + random.nextInt(20)]);
      case 4 -> HeaderValue.fromTimestamp(Instant.ofEpochMilli(random.nextInt()));
      case 5 -> HeaderValue.fromUuid(new UUID(random.nextLong(), random.nextLong()));
      default -> HeaderValue.fromString("é" + random.nextInt());
    };
  }

  private static Map<String, String> texts(Message message) {
    Map<String, String> texts = new HashMap<>();
    message
        .getHeaders()
        .forEach((name, value) -> {
          try {
            texts.put(name, value.getString());
          } catch (IllegalStateException _) {
            // of another type
          }
        });
    return texts;
  }

  private static List<byte[]> payloadsOf(List<Message> messages) {
    return messages.stream().map(Message::getPayload).toList();
  }

  private static List<byte[]> pieces(byte[] bytes, Random random) {
    List<byte[]> pieces = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
      pieces.add(Arrays.copyOfRange(bytes, at, to));
      at = to;
    }
    return pieces;
  }
}
