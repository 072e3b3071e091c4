package io.maas.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Streams that have begun and say nothing more.
public final class OpenStreams implements AutoCloseable {

  private final List<SocketChannel> channels = new ArrayList<>();

  /// Opens one more, and returns once its first bytes are here.
  public void open(Call call) throws IOException {
    URI url = URI.create(call.url());
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
    channels.add(channel);
    channel.write(ByteBuffer.wrap(request(url, call)));
    ByteBuffer first = ByteBuffer.allocate(4096);
    channel.read(first);
    String head = new String(first.array(), 0, first.position(), StandardCharsets.ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new IllegalStateException(
          "stream " + channels.size() + ": " + head.lines().findFirst() + " (expected: 200)");
    }
  }

  private static byte[] request(URI url, Call call) {
    StringBuilder text = new StringBuilder("POST " + url.getPath() + " HTTP/1.1\r\n");
    text.append("host: ").append(url.getAuthority()).append("\r\n");
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    text.append("content-length: ").append(call.body().length()).append("\r\n\r\n");
    return text.append(call.body()).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// How many are open still.
  public int open() throws IOException {
    int open = 0;
    ByteBuffer more = ByteBuffer.allocate(4096);
    for (SocketChannel channel : channels) {
      channel.configureBlocking(false);
      open += isOpen(channel, more) ? 1 : 0;
    }
    return open;
  }

  private static boolean isOpen(SocketChannel channel, ByteBuffer more) {
    try {
      int read = 1;
      while (read > 0) {
        read = channel.read(more.clear());
      }
      return read == 0;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
