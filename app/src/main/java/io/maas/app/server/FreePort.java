package io.maas.app.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Finds a port that nobody listens on, for where several event loops must share one.
final class FreePort {

  private FreePort() {}

  static int on(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }
}
