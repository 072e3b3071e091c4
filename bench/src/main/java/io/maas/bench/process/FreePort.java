package io.maas.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Finds a port that nobody listens at.
public final class FreePort {

  private FreePort() {}

  /// One on this machine's own address.
  public static int next() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
