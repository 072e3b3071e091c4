package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventStreamFramesTest {

  private static final int LONGEST = 1000;

  private final List<byte[]> found = new ArrayList<>();
  private final EventStreamFrames frames = new EventStreamFrames(LONGEST);

  @Test
  void findsTheSameFramesWhateverPiecesTheyComeIn() {
    List<byte[]> sent =
        List.of(
            Frames.event("messageStart", "{\"role\":\"assistant\"}"),
            Frames.event("contentBlockDelta", "{\"delta\":{\"text\":\"é\"}}"),
            Frames.frame(new byte[0], new byte[0]),
            Frames.exception("throttlingException", "{}"));
    byte[] bytes = together(sent);
    for (int size = 1; size <= bytes.length; size++) {
      found.clear();
      EventStreamFrames splitter = new EventStreamFrames(LONGEST);
      for (int from = 0; from < bytes.length; from += size) {
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
        assertThat(splitter.feed(piece, this::keep)).isTrue();
      }

      assertThat(found).usingRecursiveComparison().isEqualTo(sent);
      assertThat(splitter.isMidEvent()).isFalse();
    }
  }

  @Test
  void saysThatAFrameHasNotEnded() {
    byte[] frame = Frames.event("messageStop", "{}");

    assertThat(frames.feed(Arrays.copyOf(frame, frame.length - 1), this::keep)).isTrue();

    assertThat(frames.isMidEvent()).isTrue();
    assertThat(found).isEmpty();
  }

  /// Others took it for "need more bytes", and hung.
  @Test
  void givesUpAtOnceOnAWrongChecksumOfThePrelude() {
    byte[] frame = Frames.event("messageStop", "{}");
    frame[2] = 1; // longer by 256: the checksum after it is wrong

    assertThat(frames.feed(Arrays.copyOf(frame, 12), this::keep)).isFalse();

    assertThat(frames.broken()).startsWith("checksum of a prelude: ").contains("(expected: ");
  }

  @Test
  void givesUpAtOnceOnAWrongChecksumOfTheFrame() {
    byte[] damaged = Frames.event("messageStop", "{\"stopReason\":\"end_turn\"}");
    damaged[damaged.length - 8] ^= 1;

    boolean usable =
        frames.feed(together(List.of(Frames.event("messageStart", "{}"), damaged)), this::keep);

    assertThat(usable).isFalse();
    assertThat(found).hasSize(1);
    assertThat(frames.broken()).startsWith("checksum of a frame: ");
  }

  @Test
  void takesNothingAfterItGaveUp() {
    byte[] damaged = Frames.event("messageStop", "{}");
    damaged[damaged.length - 1] ^= 1;
    frames.feed(damaged, this::keep);

    assertThat(frames.feed(Frames.event("messageStart", "{}"), this::keep)).isFalse();

    assertThat(found).isEmpty();
  }

  @Test
  void givesUpOnAFrameThatIsTooLongBeforeItCame() {
    byte[] frame = Frames.event("contentBlockDelta", "x".repeat(LONGEST));

    assertThat(frames.feed(Arrays.copyOf(frame, 12), this::keep)).isFalse();

    assertThat(frames.broken())
        .isEqualTo("length of a frame: %d (expected: 16 to 1000)".formatted(frame.length));
  }

  @Test
  void givesUpOnHeadersThatAreLongerThanTheirFrame() {
    byte[] frame = Frames.frame(new byte[0], new byte[0]);
    frame[7] = 1;
    byte[] prelude = Arrays.copyOf(Frames.checked(frame), 12);

    assertThat(frames.feed(prelude, this::keep)).isFalse();

    assertThat(frames.broken()).isEqualTo("length of a frame's headers: 1 (expected: at most 0)");
  }

  @Test
  void readsWhatAFrameSays() {
    byte[] bytes = Frames.exception("throttlingException", "{\"message\":\"slow down\"}");

    EventStreamFrame frame = EventStreamFrame.read(bytes, 0, bytes.length).orElseThrow();

    assertThat(frame.header(":message-type")).isEqualTo("exception");
    assertThat(frame.header(":exception-type")).isEqualTo("throttlingException");
    assertThat(new String(bytes, frame.from(), frame.to() - frame.from(), UTF_8))
        .isEqualTo("{\"message\":\"slow down\"}");
  }

  @Test
  void passesOverHeadersThatAreNoText() {
    byte[] headers = {
      1, 'a', 0, 1, 'b', 1, 1, 'c', 2, 9, 1, 'd', 3, 0, 9, 1, 'e', 6, 0, 1, 9, 1, 'f', 7, 0, 1, 'x'
    };
    byte[] bytes = Frames.frame(headers, new byte[0]);

    EventStreamFrame frame = EventStreamFrame.read(bytes, 0, bytes.length).orElseThrow();

    assertThat(frame.headers()).containsOnly(Map.entry("f", "x"));
  }

  @Test
  void findsNoFrameWhereHeadersDoNotEndWithTheirPart() {
    byte[] cut = Frames.frame(new byte[] {1, 'a', 7, 0, 9, 'x'}, new byte[9]);
    byte[] unknown = Frames.frame(new byte[] {1, 'a', 10}, new byte[0]);
    byte[] nameless = Frames.frame(new byte[] {9, 'a'}, new byte[9]);

    assertThat(List.of(cut, unknown, nameless))
        .allSatisfy(bytes -> assertThat(EventStreamFrame.read(bytes, 0, bytes.length)).isEmpty());
  }

  private void keep(byte[] bytes, int from, int to) {
    found.add(Arrays.copyOfRange(bytes, from, to));
  }

  private static byte[] together(List<byte[]> frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frames.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
