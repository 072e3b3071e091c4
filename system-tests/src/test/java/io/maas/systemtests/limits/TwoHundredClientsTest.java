package io.maas.systemtests.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.Site;
import io.maas.testkit.outage.Eventually;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two hundred clients at once against one small limit that they all share.
@ExtendWith(OneSite.class)
class TwoHundredClientsTest {

  private static final int CLIENTS = 200;
  private static final long LIMIT = 2000;
  private static final Duration APPLIED = Duration.ofSeconds(10);
  private static final Duration BEFORE_COMING_AGAIN = Duration.ofMillis(50);

  /// What a request of the largest prompt here holds at least.
  private static final long LEAST_HOLD = 64;

  private final Site site;

  TwoHundredClientsTest(Site site) {
    this.site = site;
  }

  @BeforeEach
  void answersTakeTheirTime() {
    site.simulator().tune(Map.of("time-to-first-token", "20ms", "inter-token-latency", "2ms"));
  }

  @AfterEach
  void answersComeAtOnce() {
    site.simulator().tune(Map.of("time-to-first-token", "0ms", "inter-token-latency", "0ms"));
  }

  @Test
  void areServedNoMoreThanTheLimitInFiveRuns() throws Exception {
    areServedNoMoreThanTheLimit(5);
  }

  @Test
  @Tag("soak")
  void areServedNoMoreThanTheLimitInTwentyRuns() throws Exception {
    areServedNoMoreThanTheLimit(20);
  }

  @Test
  void areServedNoMoreThanTheLimitWhereTheyLeaveInTheMiddle() throws Exception {
    // given engines that go on for a while when nobody listens any more
    site.administrator().apply(model(site.simulator().url())).expect(200);
    Administrator.Key key = keyOf("crowd-left", site.administrator().user("crowd-left", "crowd"));
    site.simulator().forget();

    // when all ask for streams and leave after the first piece, again and again
    Map<Integer, Long> statuses = askAtOnce(number -> leaving(key.caller(), number));

    // then what the engine made is within the limit, although it told nobody how much that was
    long served = site.simulator().book().stream().mapToLong(Served::total).sum();
    System.out.printf(
        "200 clients that leave, statuses %s: made %d of %d tokens%n", statuses, served, LIMIT);
    assertThat(served).isPositive().isLessThanOrEqualTo(LIMIT);
    assertThat(statuses.keySet()).containsExactlyInAnyOrder(200, 429);
  }

  private void areServedNoMoreThanTheLimit(int runs) throws Exception {
    site.administrator().apply(model(site.simulator().url())).expect(200);
    Caller owner = site.administrator().user("crowd", "crowd");
    for (int run = 1; run <= runs; run++) {
      // given a limit that nobody has used yet
      String subscription = "crowd-" + run;
      Administrator.Key key = keyOf(subscription, owner);
      site.simulator().forget();

      // when all ask at once, and again
      Map<Integer, Long> statuses = askAtOnce(number -> staying(key.caller(), number));

      // then what was served is within the limit, and written down to the token
      List<Served> book = site.simulator().book();
      long served = book.stream().mapToLong(Served::total).sum();
      Reconciliation both = Reconciliation.of(ledger(subscription, book), book).verify();
      System.out.printf(
          "run %d: 200 clients, statuses %s: served %d of %d tokens; %s%n",
          run, statuses, served, LIMIT, both.figures());
      assertThat(served).isBetween(LIMIT - LEAST_HOLD, LIMIT);
      assertThat(statuses.keySet()).containsExactlyInAnyOrder(200, 429);
      assertThat(both.others()).isEmpty();
    }
  }

  private static String model(String url) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSModelRef
    metadata: {name: crowded, namespace: crowd}
    spec:
      modelRef: {kind: LLMInferenceService, name: crowded}
      servedModelName: facebook/opt-125m
      endpoints: [{url: %s}]
      tokens: {template: {perPrompt: 2, perMessage: 3}}
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSAuthPolicy
    metadata: {name: crowd, namespace: models-as-a-service}
    spec:
      modelRefs: [{name: crowded, namespace: crowd}]
      subjects: {groups: [{name: crowd}]}
    """
        .formatted(url);
  }

  /// The window is longer than a run, so that no run spans two.
  private static String limited(String subscription) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: %s, namespace: models-as-a-service}
    spec:
      owner: {groups: [{name: crowd}]}
      enforcement: strict
      modelRefs:
        - name: crowded
          namespace: crowd
          tokenRateLimits: [{limit: %d, window: 1h, scope: subscription}]
    """
        .formatted(subscription, LIMIT);
  }

  private Administrator.Key keyOf(String subscription, Caller owner) {
    site.administrator().apply(limited(subscription)).expect(200);
    Eventually.holds(
        subscription + " is in force",
        APPLIED,
        () -> owner.get(Administrator.API + "/subscriptions").body().contains(subscription));
    return Administrator.key(owner, subscription, subscription);
  }

  private List<Recorded> ledger(String subscription, List<Served> book) {
    return new LedgerTable(site.maas().facts().postgresUrl())
        .of(subscription, book.stream().map(Served::requestId).collect(Collectors.toSet()));
  }

  /// How often each status came.
  private static Map<Integer, Long> askAtOnce(IntFunction<Head> ask) throws Exception {
    List<Callable<List<Integer>>> clients =
        IntStream.range(0, CLIENTS)
            .<Callable<List<Integer>>>mapToObj(i -> () -> client(ask, i))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(clients).stream()
          .map(Future::resultNow)
          .flatMap(List::stream)
          .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }
  }

  /// Goes on until the limit is spent: where only requests in flight hold it back, it comes again.
  private static List<Integer> client(IntFunction<Head> ask, int number) {
    List<Integer> statuses = new ArrayList<>();
    for (int n = number; ; n += CLIENTS) {
      Head head = ask.apply(n);
      statuses.add(head.status());
      if (head.status() == 429) {
        if (head.retryAfter() > 1) {
          return statuses;
        }
        LockSupport.parkNanos(BEFORE_COMING_AGAIN.toNanos());
      }
    }
  }

  private record Head(int status, long retryAfter) {
    static Head of(int status, HttpHeaders headers) {
      return new Head(status, headers.firstValueAsLong("retry-after").orElse(0));
    }
  }

  private static Head staying(Caller caller, int number) {
    return number % 2 == 0 ? whole(caller, number) : streamed(caller, number);
  }

  private static Head leaving(Caller caller, int number) {
    ObjectNode question = Chat.longStream("crowd/crowded", "Tell me about number " + number, 400);
    try (EventStream stream = caller.stream(Chat.PATH, question)) {
      stream.next();
      return Head.of(stream.status(), stream.headers());
    }
  }

  private static Head whole(Caller caller, int number) {
    Answer answer = caller.post(Chat.PATH, question(number));
    return Head.of(answer.status(), answer.headers());
  }

  private static Head streamed(Caller caller, int number) {
    try (EventStream stream = caller.stream(Chat.PATH, question(number).put("stream", true))) {
      List<String> events = stream.rest();
      if (stream.status() == 200) {
        assertThat(events).last().isEqualTo(EventStream.DONE);
      }
      return Head.of(stream.status(), stream.headers());
    }
  }

  /// Some say how long the answer may get, others leave it to the model.
  private static ObjectNode question(int number) {
    ObjectNode chat = Chat.of("crowd/crowded", "Tell me about number " + number, 10 + number % 90);
    return number % 5 == 0 ? chat.without("max_tokens") : chat;
  }
}
