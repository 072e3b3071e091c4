package io.maas.systemtests.outage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.testkit.outage.Eventually;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Clients that send one request after the other, every other one streamed, and note what they saw.
final class Witnesses implements AutoCloseable {

  private static final Duration BEFORE_COMING_AGAIN = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// The status of an answer that never came, or broke off.
  static final int BROKEN = 0;

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  private Witnesses() {}

  /// What one of them saw of one request.
  ///
  /// @param sent in nanoseconds, as `answered`
  record Seen(int status, long sent, long answered) {}

  static Witnesses of(int clients, Caller caller, String model) {
    Witnesses all = new Witnesses();
    for (int i = 0; i < clients; i++) {
      all.threads.execute(() -> all.run(caller, model));
    }
    return all;
  }

  private void run(Caller caller, String model) {
    while (!stopped) {
      int number = sent.getAndIncrement();
      long begun = System.nanoTime();
      int status = send(caller, model, number);
      seen.add(new Seen(status, begun, System.nanoTime()));
      if (status != 200) {
        LockSupport.parkNanos(BEFORE_COMING_AGAIN.toNanos());
      }
    }
  }

  private static int send(Caller caller, String model, int number) {
    ObjectNode chat = Chat.of(model, "Tell me about number " + number, 10 + number % 50);
    try {
      if (number % 2 == 0) {
        return caller.post(Chat.PATH, chat).status();
      }
      try (EventStream stream = caller.stream(Chat.PATH, chat.put("stream", true))) {
        List<String> events = stream.rest();
        boolean whole = stream.status() != 200 || events.getLast().equals(EventStream.DONE);
        return whole ? stream.status() : BROKEN;
      }
    } catch (UncheckedIOException _) {
      return BROKEN;
    }
  }

  /// Returns when so many more were served.
  void awaitServed(int requests) {
    long enough = count(200) + requests;
    Eventually.holds(requests + " more are served", PATIENCE, () -> count(200) >= enough);
  }

  /// How many saw this.
  long count(int status) {
    return seen.stream().filter(one -> one.status() == status).count();
  }

  /// How often each status came.
  Map<Integer, Long> statuses() {
    return statuses(seen.stream());
  }

  /// The same of what was sent from then on, until some moment.
  Map<Integer, Long> statuses(long from, long until) {
    return statuses(seen.stream().filter(one -> one.sent() >= from && one.sent() < until));
  }

  private static Map<Integer, Long> statuses(Stream<Seen> some) {
    return some.collect(Collectors.groupingBy(Seen::status, TreeMap::new, Collectors.counting()));
  }

  /// The median of what was served between two moments.
  Duration median(long from, long until) {
    long[] times =
        seen.stream()
            .filter(one -> one.status() == 200 && one.sent() >= from && one.answered() < until)
            .mapToLong(one -> one.answered() - one.sent())
            .sorted()
            .toArray();
    return times.length == 0 ? Duration.ZERO : Duration.ofNanos(times[times.length / 2]);
  }

  /// From a moment to the first answer to a request that was sent after it.
  Duration servedAgainAfter(long moment) {
    long first =
        seen.stream()
            .filter(one -> one.status() == 200 && one.sent() >= moment)
            .mapToLong(Seen::answered)
            .min()
            .orElseThrow(() -> new AssertionError("nothing served (expected: something)"));
    return Duration.ofNanos(first - moment);
  }

  /// How many had been sent when the first saw this, and were served after it.
  long servedAcrossFirst(int status) {
    long first =
        seen.stream()
            .filter(one -> one.status() == status)
            .mapToLong(Seen::answered)
            .min()
            .orElseThrow(() -> new AssertionError("no " + status + " (expected: some)"));
    return seen.stream()
        .filter(one -> one.status() == 200 && one.sent() < first && one.answered() > first)
        .count();
  }

  /// One request more, by somebody else.
  static Answer ask(Caller caller, String model) {
    return caller.post(Chat.PATH, Chat.of(model, "Hello", 5));
  }

  /// They send nothing more; returns when what is under way has ended.
  void leave() {
    stopped = true;
    threads.close();
  }

  @Override
  public void close() {
    leave();
  }
}
