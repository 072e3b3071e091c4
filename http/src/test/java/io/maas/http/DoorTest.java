package io.maas.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A door that closes cuts nobody off. Its time is the test's.
class DoorTest {

  private static final Duration TELLING = Duration.ofSeconds(10);
  private static final Duration ENDING = Duration.ofSeconds(60);
  private static final String CLOSE = "connection: close";
  private static final String LOOPBACK = "127.0.0.1";

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicLong asked = new AtomicLong();
  private final Queue<HttpServerRequest> streams = new ConcurrentLinkedQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private Door door;

  @BeforeEach
  void open() throws TimeoutException {
    Promise<Door> opened = Promise.promise();
    loop.runOnContext(
        _ -> Door.open(vertx, LOOPBACK, 0, null, this::now, this::serve).onComplete(opened));
    door = opened.future().await(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void end() throws TimeoutException {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private void serve(HttpServerRequest request) {
    if ("/stream".equals(request.path())) {
      request.response().setChunked(true).write("begun\r\n");
      streams.add(request);
    } else {
      request.response().end();
    }
  }

  @Test
  void takesWhatIsAskedOfTheLongestName() {
    try (RawClient client = new RawClient(door.port())) {
      assertThat(client.ask("/?model=" + "%F0%9F%98%80".repeat(1024))).contains("http/1.1 200 ok");
    }
    try (RawClient client = new RawClient(door.port())) {
      assertThat(client.ask("/" + "x".repeat(Listeners.LONGEST_REQUEST_LINE)))
          .contains("http/1.0 414 request-uri too long");
    }
  }

  @Test
  void tellsAClientThatItsConnectionEndsBeforeItDoes() {
    try (RawClient client = new RawClient(door.port())) {
      // given
      assertThat(client.ask("/")).isNotEmpty().doesNotContain(CLOSE);

      // when
      Future<Void> closed = close(TELLING);

      // then
      assertThat(client.ask("/")).contains("http/1.1 200 ok", CLOSE);
      assertThat(client.isClosed()).isTrue();
      assertThat(closed.isComplete()).isFalse();
    }
  }

  @Test
  void letsClientsInAsLongAsItTellsAndNobodyAfterwards() throws TimeoutException {
    // given
    try (RawClient before = new RawClient(door.port())) {
      before.ask("/");
    }

    // when
    Future<Void> closed = close(TELLING);

    // then
    pass(TELLING.minusMillis(1));
    awaitLook();
    try (RawClient meanwhile = new RawClient(door.port())) {
      assertThat(meanwhile.ask("/")).contains(CLOSE);
    }
    pass(Duration.ofMillis(1));
    awaitRefusal();
    assertThat(closed.isComplete()).isFalse();
    pass(TELLING);
    closed.await(30, TimeUnit.SECONDS);
  }

  @Test
  void closesAConnectionThatNobodyUsedMeanwhile() {
    try (RawClient client = new RawClient(door.port())) {
      // given
      client.ask("/");
      close(TELLING);

      // when
      pass(TELLING);

      // then
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void answersOnceMoreWhereAStreamOutlastedTheTelling() {
    try (RawClient client = new RawClient(door.port())) {
      // given
      assertThat(client.ask("/stream")).isNotEmpty().doesNotContain(CLOSE);
      close(TELLING);
      pass(TELLING);
      awaitRefusal();

      // when
      streams.remove().response().end("done\r\n");

      // then
      assertThat(client.rest()).endsWith("done", "", "0");
      assertThat(client.ask("/")).contains(CLOSE);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void endsWhatTakesTooLong() throws TimeoutException {
    try (RawClient client = new RawClient(door.port())) {
      // given
      client.ask("/stream");
      Future<Void> closed = close(TELLING);

      // when
      pass(ENDING);

      // then
      closed.await(30, TimeUnit.SECONDS);
      assertThat(client.rest()).doesNotContain("0");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void closesAtOnceWhereItTellsNobody() throws TimeoutException {
    try (RawClient client = new RawClient(door.port())) {
      // given
      client.ask("/");

      // when
      close(Duration.ZERO).await(30, TimeUnit.SECONDS);

      // then
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void sendsAClientOfHttp2AwayAndServesWhatItHasBegun() throws TimeoutException {
    // given
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    Promise<Long> away = Promise.promise();
    HttpClientResponse answer =
        client
            .request(HttpMethod.GET, door.port(), LOOPBACK, "/stream")
            .compose(request -> {
              request.connection().goAwayHandler(told -> away.tryComplete(told.getErrorCode()));
              return request.send();
            })
            .map(HttpClientResponse::pause)
            .await(30, TimeUnit.SECONDS);
    Future<Void> closed = close(TELLING);

    // when
    assertThat(away.future().await(30, TimeUnit.SECONDS)).isZero();
    pass(TELLING.multipliedBy(2));
    streams.remove().response().end("done");

    // then
    Future<Buffer> body = answer.body();
    answer.resume();
    assertThat(body.await(30, TimeUnit.SECONDS)).hasToString("begun\r\ndone");
    closed.await(30, TimeUnit.SECONDS);
  }

  /// Returns when it has begun to.
  private Future<Void> close(Duration telling) {
    CompletableFuture<Future<Void>> begun = new CompletableFuture<>();
    loop.runOnContext(_ -> begun.complete(door.close(new Farewell(telling, ENDING))));
    return begun.join();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private long now() {
    asked.getAndIncrement();
    return clock.get();
  }

  /// Returns when the door has looked at the clock since.
  private void awaitLook() {
    long before = asked.get();
    for (int look = 0; asked.get() < before + 3; look++) {
      assertThat(look).as("looks at the clock").isLessThan(30_000);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void awaitRefusal() {
    for (int look = 0; look < 30_000; look++) {
      try (RawClient _ = new RawClient(door.port())) {
        LockSupport.parkNanos(1_000_000);
      } catch (UncheckedIOException e) {
        assertThat(e).hasCauseInstanceOf(ConnectException.class);
        return;
      }
    }
    throw new AssertionError("clients are let in (expected: refused)");
  }
}
