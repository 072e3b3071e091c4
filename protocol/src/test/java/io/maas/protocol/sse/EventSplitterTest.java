package io.maas.protocol.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSplitterTest {

  private static final String STREAM = "data: é\n\n: c\r\n\r\ndata: a\ndata: b\n\ndata: [DONE]\n\n";

  @Test
  void findsTheSameEventsWhateverPiecesTheyComeIn() {
    byte[] bytes = STREAM.getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      List<String> events = new ArrayList<>();
      EventSplitter splitter = new EventSplitter(1000);
      for (int from = 0; from < bytes.length; from += size) {
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
        splitter.feed(
            piece, (b, start, end) -> events.add(new String(b, start, end - start, UTF_8)));
      }

      assertThat(events)
          .containsExactly(
              "data: é\n\n", ": c\r\n\r\n", "data: a\ndata: b\n\n", "data: [DONE]\n\n");
      assertThat(splitter.isMidEvent()).isFalse();
    }
  }

  @Test
  void givesUpOnAnEventWithoutEnd() {
    EventSplitter splitter = new EventSplitter(10);

    assertThat(splitter.feed("data: 1234".getBytes(UTF_8), (_, _, _) -> {})).isTrue();
    assertThat(splitter.feed("5".getBytes(UTF_8), (_, _, _) -> {})).isFalse();
  }

  @Test
  void holdsALargeEventOnceHoweverSmallItsPiecesAre() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EventSplitter splitter = new EventSplitter(1 << 20);
    byte[] piece = "0123456789abcdef".getBytes(UTF_8);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int held = 0; held < 1 << 20; held += piece.length) {
      splitter.feed(piece, (_, _, _) -> {});
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
  }
}
