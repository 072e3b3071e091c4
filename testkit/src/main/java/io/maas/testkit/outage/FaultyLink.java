package io.maas.testkit.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/// A TCP link to a server that a test can cut, freeze, deafen, slow down, lead elsewhere and mend.
/// It stands on a free port of loopback.
public final class FaultyLink implements AutoCloseable {

  private enum State {
    WHOLE,
    CUT,
    FROZEN,
    DEAF
  }

  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Phaser thaw = new Phaser(1);
  private volatile int target;
  private volatile State state = State.WHOLE;
  private volatile Duration delay = Duration.ZERO;

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

  /// Makes every round trip longer by this. What is sent meanwhile is not held up by what was sent
  /// before: a long line, not a thin one.
  public void slowDown(Duration roundTrip) {
    delay = roundTrip;
  }

  /// Leads to another server from now on, as an address does that moves: connections to the one
  /// before break.
  public void leadTo(int port) {
    target = port;
    closeAll();
  }

  /// Passes on again and at once, what was held back too.
  public void mend() {
    state = State.WHOLE;
    delay = Duration.ZERO;
    thaw.arrive();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (state == State.CUT) {
          client.close();
        } else {
          join(client);
        }
      } catch (IOException _) {
        // The link was closed: the loop sees it.
      }
    }
  }

  private void join(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException _) {
      client.close(); // as its target would
      return;
    }
    server.setTcpNoDelay(true);
    client.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(server);
    new Pipe(client, server, () -> await(false), () -> Duration.ZERO, this::forget).start();
    new Pipe(server, client, () -> await(true), () -> delay, this::forget).start();
    if (state == State.CUT) {
      closeAll();
    }
  }

  private void await(boolean answers) {
    for (int phase = thaw.getPhase();
        state == State.FROZEN || (answers && state == State.DEAF);
        phase = thaw.getPhase()) {
      thaw.awaitAdvance(phase);
    }
  }

  private void forget(Socket socket) {
    sockets.remove(socket);
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
