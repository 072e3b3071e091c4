package io.maas.testkit.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One direction of a connection. What is read is written in its order, once it is old enough and
/// the link lets it.
///
/// @param gate returns when something may be passed on
/// @param delay how old it must be
/// @param ended told of each end when the connection is over
record Pipe(
    Socket from, Socket to, Runnable gate, Supplier<Duration> delay, Consumer<Socket> ended) {

  private static final int MOST_WAITING = 1024;

  /// Some bytes, and when they were read; none are the end.
  private record Piece(byte[] bytes, long at) {}

  void start() {
    BlockingQueue<Piece> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    Thread.startVirtualThread(() -> read(waiting));
    Thread.startVirtualThread(() -> write(waiting));
  }

  private void read(BlockingQueue<Piece> waiting) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        waiting.put(new Piece(Arrays.copyOf(buffer, read), System.nanoTime()));
      }
    } catch (IOException _) {
      // The connection broke: that is its end too.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    end(waiting);
  }

  private static void end(BlockingQueue<Piece> waiting) {
    try {
      waiting.put(new Piece(new byte[0], System.nanoTime()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(BlockingQueue<Piece> waiting) {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      for (Piece next = waiting.take(); next.bytes().length > 0; next = waiting.take()) {
        awaitAge(next.at());
        gate.run();
        out.write(next.bytes());
        out.flush();
      }
    } catch (IOException _) {
      // One side ended; try-with-resources ends the other.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ended.accept(from);
      ended.accept(to);
    }
  }

  private void awaitAge(long at) {
    for (long left = left(at); left > 0; left = left(at)) {
      LockSupport.parkNanos(left);
    }
  }

  private long left(long at) {
    return at + delay.get().toNanos() - System.nanoTime();
  }
}
