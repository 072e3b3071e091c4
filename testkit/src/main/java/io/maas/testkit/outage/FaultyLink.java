package io.maas.testkit.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/// A TCP link to a server that a test can cut, freeze, deafen and mend. It stands on a free port of
/// loopback.
public final class FaultyLink implements AutoCloseable {

  private enum State {
    WHOLE,
    CUT,
    FROZEN,
    DEAF
  }

  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Phaser thaw = new Phaser(1);
  private volatile State state = State.WHOLE;

  private FaultyLink(int target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /// Opens a whole link to a port of loopback.
  public static FaultyLink to(int port) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    FaultyLink link = new FaultyLink(port, listener);
    Thread.startVirtualThread(link::acceptAll);
    return link;
  }

  /// Where clients connect.
  public int port() {
    return listener.getLocalPort();
  }

  /// Breaks every connection; new ones are closed at once, as by a server that is gone.
  public void cut() {
    state = State.CUT;
    closeAll();
  }

  /// Keeps every connection open and passes nothing on, as a machine without power does.
  public void freeze() {
    state = State.FROZEN;
  }

  /// Passes on what clients say, and keeps the answers back: what they ask for is done, and they
  /// never hear of it.
  public void deafen() {
    state = State.DEAF;
  }

  /// Passes on again, what was held back too.
  public void mend() {
    state = State.WHOLE;
    thaw.arrive();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (state == State.CUT) {
          client.close();
        } else {
          join(client, new Socket(InetAddress.getLoopbackAddress(), target));
        }
      } catch (IOException _) {
        // The link was closed, or its target is away: the loop sees which.
      }
    }
  }

  private void join(Socket client, Socket server) {
    sockets.add(client);
    sockets.add(server);
    Thread.startVirtualThread(() -> pass(client, server, false));
    Thread.startVirtualThread(() -> pass(server, client, true));
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (state == State.FROZEN || (answers && state == State.DEAF)) {
          thaw.awaitAdvance(thaw.getPhase());
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException _) {
      // One side ended; try-with-resources ends the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    mend();
    state = State.CUT;
    closeAll();
  }
}
