package io.maas.bench.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection to the engine. Requests come one after the other, as proxies send them.
final class Conversation {

  private static final byte[] CHAT = Answers.chat();
  private static final List<byte[]> STREAM = Answers.stream(false);
  private static final List<byte[]> STREAM_WITH_USAGE = Answers.stream(true);

  private final SocketChannel channel;
  private final Runnable asked;
  private final ByteBuffer out = ByteBuffer.allocateDirect(4096);
  private ByteBuffer in = ByteBuffer.allocate(16 * 1024);
  private @Nullable List<byte[]> stream;
  private int told;

  /// @param asked told of each request for an answer
  Conversation(SocketChannel channel, Runnable asked) {
    this.channel = channel;
    this.asked = asked;
  }

  /// Reads what is there and answers a whole request.
  ///
  /// @param requests what a request that is not for an answer is told
  /// @return false if the other side is gone
  boolean read(long requests) throws IOException {
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
    if (channel.read(in) < 0) {
      return false;
    }
    int body = endOfHead();
    if (body >= 0) {
      String head = new String(in.array(), 0, body, StandardCharsets.ISO_8859_1);
      int length = contentLength(head);
      if (in.position() >= body + length) {
        answer(head, body, length, requests);
        in.clear();
      }
    }
    return true;
  }

  private void answer(String head, int body, int length, long requests) throws IOException {
    if (head.startsWith("GET ")) {
      write(Answers.json("{\"requests\":" + requests + "}"));
      return;
    }
    asked.run();
    String text = new String(in.array(), body, length, StandardCharsets.ISO_8859_1);
    if (!text.contains("\"stream\":true")) {
      write(CHAT);
    } else if (text.contains("\"user\":\"holds\"")) {
      write(STREAM.getFirst());
      write(STREAM.get(1)); // some dialects begin with the first word
    } else {
      stream = text.contains("\"include_usage\":true") ? STREAM_WITH_USAGE : STREAM;
      told = 0;
    }
  }

  /// Says the next event of a stream, if one runs.
  ///
  /// @return whether more is to come
  boolean tell() throws IOException {
    if (stream == null) {
      return false;
    }
    write(stream.get(told));
    told++;
    if (told == stream.size()) {
      stream = null;
    }
    return stream != null;
  }

  /// Small answers to clients that read always fit into the socket.
  private void write(byte[] bytes) throws IOException {
    out.clear().put(bytes).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  private int endOfHead() {
    byte[] bytes = in.array();
    for (int i = 3; i < in.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(String head) {
    String name = "content-length:";
    for (int at = 0; at >= 0 && at < head.length(); at = head.indexOf('\n', at) + 1) {
      if (head.regionMatches(true, at, name, 0, name.length())) {
        return Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at)).strip());
      }
      if (head.indexOf('\n', at) < 0) {
        break;
      }
    }
    return 0;
  }

  void close() throws IOException {
    channel.close();
  }
}
