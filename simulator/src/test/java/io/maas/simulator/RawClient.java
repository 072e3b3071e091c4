package io.maas.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A client that hangs up when it likes.
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader reader;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  void post(String path, String body, String... headers) throws IOException {
    var head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    var out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  /// Reads lines until so many of them hold that text.
  void await(String text, int times) throws IOException {
    for (int seen = 0; seen < times; ) {
      var line = readLine();
      if (line == null) {
        throw new IOException("closed before " + text + " was seen " + times + " times");
      }
      seen += line.contains(text) ? 1 : 0;
    }
  }

  /// All that comes until the server closes.
  String readToEnd() throws IOException {
    var all = new StringBuilder();
    for (var line = readLine(); line != null; line = readLine()) {
      all.append(line).append('\n');
    }
    return all.toString();
  }

  @Nullable String readLine() throws IOException {
    return reader.readLine();
  }

  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
