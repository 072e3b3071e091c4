package io.maas.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// An engine that takes one request's head, and its body only when it is told to. It holds nothing
/// of it.
final class HeldEngine implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 64 * 1024;

  private final ServerSocket listener;
  private final CountDownLatch go = new CountDownLatch(1);
  final CompletableFuture<Long> declared = new CompletableFuture<>();
  final CompletableFuture<Long> taken = new CompletableFuture<>();

  HeldEngine() throws IOException {
    listener = new ServerSocket();
    listener.setReceiveBufferSize(RECEIVE_BUFFER);
    listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  void go() {
    go.countDown();
  }

  private void serve() {
    try (Socket socket = listener.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      long length =
          head.toString()
              .lines()
              .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
              .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
              .findFirst()
              .orElseThrow();
      declared.complete(length);
      go.await();
      byte[] piece = new byte[RECEIVE_BUFFER];
      long read = 0;
      while (read < length) {
        read += in.read(piece);
      }
      taken.complete(read);
      String answer = ScriptedUpstream.CHAT;
      String reply =
          "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
              + answer.length()
              + "\r\n\r\n"
              + answer;
      socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
      socket.getInputStream().read(); // until the other side lets go
    } catch (IOException | InterruptedException e) {
      declared.completeExceptionally(e);
      taken.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    go();
    listener.close();
  }
}
