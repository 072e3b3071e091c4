package io.maas.testkit.postgres;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A way to a PostgreSQL that counts the statements which pass. It reads its protocol, version 3,
/// as far as the kinds of messages: so it counts what is asked of the database, whoever asks and
/// with whatever library.
public final class CountingLink implements AutoCloseable {

  private static final int PROTOCOL = 3;

  private final ServerSocket door;
  private final URI server;
  private final AtomicLong statements = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private CountingLink(ServerSocket door, URI server) {
    this.door = door;
    this.server = server;
  }

  /// Opens one.
  ///
  /// @param jdbcUrl of the server
  public static CountingLink to(String jdbcUrl) {
    try {
      ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      CountingLink link = new CountingLink(door, URI.create(jdbcUrl.replaceFirst("^jdbc:", "")));
      Thread.ofVirtual().start(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same database by this way.
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + server.getPath();
  }

  /// How many statements have passed, those that begin and end transactions with them.
  public long statements() {
    return statements.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket there = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
        open.add(client);
        open.add(there);
        client.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(client, there, this::ask));
        Thread.ofVirtual().start(() -> pass(there, client, CountingLink::answer));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private interface Passing {
    void pass(Socket from, Socket to) throws IOException;
  }

  private static void pass(Socket from, Socket to, Passing passing) {
    try (from;
        to) {
      passing.pass(from, to);
    } catch (IOException _) {
      // One end is gone, and so is the other now.
    }
  }

  private static void answer(Socket from, Socket to) throws IOException {
    from.getInputStream().transferTo(to.getOutputStream());
  }

  /// Messages begin with their kind and length; those before the first of a session have no kind.
  private void ask(Socket from, Socket to) throws IOException {
    DataInputStream in = new DataInputStream(from.getInputStream());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
    boolean begun = false;
    while (true) {
      if (begun) {
        int kind = in.readUnsignedByte();
        if (kind == 'E' || kind == 'Q') {
          statements.incrementAndGet();
        }
        out.write(kind);
      }
      int length = in.readInt();
      byte[] rest = in.readNBytes(length - Integer.BYTES);
      begun = begun || (rest[0] == 0 && rest[1] == PROTOCOL);
      out.writeInt(length);
      out.write(rest);
      out.flush();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
