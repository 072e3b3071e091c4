package io.maas.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.upstream.UpstreamSettings;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a large picture takes of the memory while it passes. Bytes that are held are counted, after
/// the garbage was thrown away; no time is.
class LargeBodyMemoryTest {

  private static final int PICTURE = 10 * 1024 * 1024;
  private static final String HEAD =
      "{\"model\":\"granite\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
          + "\"image_url\":{\"url\":\"data:image/png;base64,";
  private static final String TAIL = "\"}}]}]}";
  private static final long LENGTH = (long) HEAD.length() + PICTURE + TAIL.length();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong reading = new AtomicLong();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @SuppressWarnings("SystemOut") // the figure that is published
  void passesAPictureWithAtMostThreeTimesItsSize(boolean declared) throws Exception {
    Rig.Bodies bodies = new Rig.Bodies(2 * PICTURE, this::counted);
    try (Rig rig = new Rig(UpstreamSettings.DEFAULTS, Counting.NOTHING, bodies);
        HeldEngine engine = new HeldEngine()) {
      assertThat(rig.chat(Rig.HELLO).statusCode()).isEqualTo(200);
      rig.snapshot = Rig.snapshot(List.of(Rig.endpoint(engine.port())));
      long before = held();

      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
        send(client.getOutputStream(), declared);
        long sent = engine.declared.get(30, TimeUnit.SECONDS);
        long waiting = held() - before;
        engine.go();

        System.out.printf(
            "picture of %d bytes (%s): %.2f times held when it has arrived, %.2f while it is sent;"
                + " reading it allocated %d bytes%n",
            PICTURE,
            declared ? "length declared" : "chunked",
            times(arrived.get() - before),
            times(waiting),
            reading.get());
        assertThat(answer(client.getInputStream())).startsWith("HTTP/1.1 200 ");
        assertThat(engine.taken.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
        assertThat(sent).isGreaterThan(PICTURE);
        assertThat(arrived.get() - before).isBetween((long) PICTURE, 2L * PICTURE);
        assertThat(reading.get()).isLessThan(PICTURE / 2);
        assertThat(waiting).isBetween((long) PICTURE, 3L * PICTURE);
      }
    }
  }

  /// Where large bodies are read: the last point at which nothing but the body is there.
  private void counted(Runnable task) {
    arrived.set(held());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    task.run();
    reading.set(THREADS.getCurrentThreadAllocatedBytes() - before);
  }

  private static long held() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + direct
        + Math.max(0, PlatformDependent.usedDirectMemory());
  }

  private static double times(long bytes) {
    return bytes / (double) PICTURE;
  }

  private static void send(OutputStream out, boolean declared) throws IOException {
    out.write(
        ("POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
                + "authorization: Bearer "
                + Rig.KEY.reveal()
                + (declared ? "\r\ncontent-length: " + LENGTH : "\r\ntransfer-encoding: chunked")
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    piece(out, HEAD.getBytes(ISO_8859_1), declared);
    byte[] piece = new byte[8192];
    Arrays.fill(piece, (byte) 'A');
    for (int left = PICTURE; left > 0; left -= piece.length) {
      piece(out, piece, declared);
    }
    piece(out, TAIL.getBytes(ISO_8859_1), declared);
    if (!declared) {
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    }
    out.flush();
  }

  private static void piece(OutputStream out, byte[] bytes, boolean declared) throws IOException {
    if (declared) {
      out.write(bytes);
    } else {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
      out.write(bytes);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
  }

  private static String answer(InputStream in) throws IOException {
    byte[] first = new byte[64];
    int read = in.readNBytes(first, 0, 15);
    return new String(first, 0, read, ISO_8859_1);
  }
}
