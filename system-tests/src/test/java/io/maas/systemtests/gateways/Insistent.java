package io.maas.systemtests.gateways;

import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Clients that go to the next gateway where one refuses their connection, as a balancer does, and
/// for no other reason.
final class Insistent {

  private static final String CUT_SHORT = "cut short";

  private final SharedLimit limit;
  private final AtomicInteger refused = new AtomicInteger();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();

  Insistent(SharedLimit limit) {
    this.limit = limit;
  }

  /// Sends the request of a number and sees it to its end.
  void send(int number) {
    List<Caller> gateways = limit.gateways();
    for (int gateway = number; ; gateway++) {
      try {
        answers.add(ask(gateways.get(gateway % gateways.size()), number));
        return;
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof ConnectException)) {
          answers.add(String.valueOf(e.getCause()));
          return;
        }
        refused.getAndIncrement();
      }
    }
  }

  private String ask(Caller caller, int number) {
    int tokens = 10 + number % 90;
    if (number % 2 == 0) {
      return ""
          + caller.post(Chat.PATH, Chat.of(limit.model(), "Tell me " + number, tokens)).status();
    }
    try (EventStream stream =
        caller.stream(Chat.PATH, Chat.longStream(limit.model(), "Tell me " + number, tokens))) {
      List<String> events = stream.rest();
      boolean whole = stream.status() != 200 || events.getLast().equals(EventStream.DONE);
      return whole ? "" + stream.status() : CUT_SHORT;
    }
  }

  /// How often each status came, or what came instead.
  Map<String, Long> answers() {
    return answers.stream().collect(Collectors.groupingBy(a -> a, Collectors.counting()));
  }

  /// How many connections were refused.
  int refused() {
    return refused.get();
  }
}
