package io.maas.bench.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/// An engine that costs next to nothing: one thread, answers from memory. A stream's events go out
/// one by one, a write each, those of all streams in turn. `GET` of anything tells what it was
/// asked so far.
public final class Engine {

  /// Tokens of every answer, prompt and output together.
  public static final int TOKENS = Answers.TOKENS;

  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final ServerSocketChannel listener;
  private Queue<Conversation> telling = new ArrayDeque<>();
  private long requests;

  private Engine(int port) throws IOException {
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /// Serves at the port that is its argument, until it is killed.
  public static void main(String[] args) throws IOException {
    Engine engine = new Engine(Integer.parseInt(args[0]));
    while (true) {
      engine.turn();
    }
  }

  private void turn() throws IOException {
    if (telling.isEmpty()) {
      selector.select();
    } else {
      selector.selectNow();
    }
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isAcceptable()) {
        accept();
      } else {
        serve(key);
      }
    }
    selector.selectedKeys().clear();
    tellOn();
  }

  private void accept() throws IOException {
    for (SocketChannel next = listener.accept(); next != null; next = listener.accept()) {
      next.configureBlocking(false);
      next.setOption(StandardSocketOptions.TCP_NODELAY, true);
      next.register(selector, SelectionKey.OP_READ, new Conversation(next, () -> requests++));
    }
  }

  private void serve(SelectionKey key) throws IOException {
    Conversation conversation = (Conversation) Objects.requireNonNull(key.attachment());
    try {
      if (!conversation.read(requests)) {
        conversation.close();
      } else {
        telling.add(conversation);
      }
    } catch (IOException _) {
      conversation.close(); // a proxy that lets go of a stream resets it
    }
  }

  private void tellOn() throws IOException {
    Queue<Conversation> now = telling;
    telling = new ArrayDeque<>();
    for (Conversation conversation : now) {
      try {
        if (conversation.tell()) {
          telling.add(conversation);
        }
      } catch (IOException _) {
        conversation.close();
      }
    }
  }
}
