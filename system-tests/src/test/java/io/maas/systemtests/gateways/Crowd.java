package io.maas.systemtests.gateways;

import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.testkit.outage.Eventually;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Clients of every gateway that share one limit. They do not wait for what an answer tells them to
/// wait for, and go on until the limit is spent.
final class Crowd {

  /// At each gateway.
  static final int CLIENTS = 64;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BEFORE_COMING_AGAIN = Duration.ofMillis(50);

  private final long end = System.nanoTime() + PATIENCE.toNanos();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Void>> clients;
  private final SharedLimit limit;

  private Crowd(SharedLimit limit) {
    this.limit = limit;
    List<Caller> gateways = limit.gateways();
    int all = CLIENTS * gateways.size();
    this.clients =
        IntStream.range(0, all)
            .mapToObj(i -> threads.submit(client(gateways.get(i % gateways.size()), i, all)))
            .toList();
  }

  /// What a client saw of one request.
  ///
  /// @param sent in nanoseconds, as `answered`
  record Seen(int status, long retryAfter, long sent, long answered) {

    private static Seen of(int status, HttpHeaders headers, long sent) {
      long retryAfter = headers.firstValueAsLong("retry-after").orElse(0);
      return new Seen(status, retryAfter, sent, System.nanoTime());
    }

    /// Whether it was refused because the limit is spent, and not by requests under way.
    private boolean isTheEnd() {
      return (status == 429 && retryAfter > 1) || status == 402;
    }
  }

  static Crowd of(SharedLimit limit) {
    return new Crowd(limit);
  }

  /// Returns when so many requests were served.
  void awaitServed(int requests) {
    Eventually.holds(
        requests + " requests are served",
        PATIENCE,
        () -> seen.stream().filter(one -> one.status() == 200).count() >= requests);
  }

  /// All that was seen, once the limit is spent.
  List<Seen> ended() {
    try {
      for (Future<Void> client : clients) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a client broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
    return List.copyOf(seen);
  }

  /// How often each status came.
  static Map<Integer, Long> statuses(List<Seen> all) {
    return all.stream().collect(Collectors.groupingBy(Seen::status, Collectors.counting()));
  }

  private Callable<Void> client(Caller caller, int number, int step) {
    return () -> {
      for (int n = number; ; n += step) {
        Seen one = n / step % 2 == 0 ? whole(caller, n) : streamed(caller, n);
        seen.add(one);
        if (one.isTheEnd()) {
          return null;
        }
        if (System.nanoTime() > end) {
          throw new AssertionError("status " + one.status() + " (expected: a spent limit by now)");
        }
        if (one.status() != 200) {
          LockSupport.parkNanos(BEFORE_COMING_AGAIN.toNanos());
        }
      }
    };
  }

  private Seen whole(Caller caller, int number) {
    long sent = System.nanoTime();
    Answer answer =
        caller.post(Chat.PATH, Chat.of(limit.model(), "Tell me " + number, 10 + number % 90));
    return Seen.of(answer.status(), answer.headers(), sent);
  }

  private Seen streamed(Caller caller, int number) {
    long sent = System.nanoTime();
    try (EventStream stream =
        caller.stream(
            Chat.PATH, Chat.longStream(limit.model(), "Tell me " + number, 10 + number % 90))) {
      Seen head = Seen.of(stream.status(), stream.headers(), sent);
      List<String> events = stream.rest();
      if (head.status() == 200 && !events.getLast().equals(EventStream.DONE)) {
        throw new AssertionError("a stream ended with " + events.getLast() + " (expected: [DONE])");
      }
      return head;
    }
  }
}
