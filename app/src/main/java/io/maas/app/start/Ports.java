package io.maas.app.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Looks before anything is started whether a port can be had, as a server that finds out last has
/// much to put away again.
public final class Ports {
  private final PortOwner owner;

  public Ports(PortOwner owner) {
    this.owner = owner;
  }

  /// Passes if the port is free, or is 0.
  ///
  /// @param key what configures it, for the message
  /// @throws CannotStart if it is not: who has it, and what to do
  public void check(String key, String host, int port) throws CannotStart {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw new CannotStart("host: " + host + " (expected: an address of this machine)", e);
    } catch (BindException e) {
      throw new CannotStart(problem(key, host, port, e), e);
    } catch (IOException e) {
      throw new CannotStart(key + ": " + port + ": " + e.getMessage(), e);
    }
  }

  private String problem(String key, String host, int port, BindException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("in use")) {
      return "%s: %d is taken on %s%s (expected: a free port; choose another with --%s)"
          .formatted(key, port, host, owner.of(port).map(o -> " by " + o).orElse(""), key);
    }
    if (reason.contains("ermission")) {
      return "%s: %d needs more rights than this user has (expected: a port from 1024 on)"
          .formatted(key, port);
    }
    return "host: " + host + " (expected: an address of this machine)";
  }
}
