package io.maas.gateway.http;

import static io.maas.gateway.http.CachingSite.cache;
import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.Window;
import io.maas.testkit.outage.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an answer that is given again takes from limits, and what the ledger is told of it.
class CachedLimitsTest {

  private final CachingSite site = new CachingSite();
  private final Rig rig = site.rig;

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void isOneRequestWithTheTokensOfTheAnswerAndWithoutAnAttempt() {
    var _ = site.chat(HELLO);
    rig.outcome();

    assertThat(cache(site.chat(HELLO))).isEqualTo("hit");

    Outcome outcome = rig.outcome();
    assertThat(outcome.replayed()).isTrue();
    assertThat(outcome.status()).isEqualTo(200);
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.charged()).isEqualTo(Charged.NOTHING);
    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(outcome.reportedModel()).isEqualTo("reported");
    assertThat(outcome.attempts()).isEmpty();
    assertThat(outcome.firstToken()).isNotNull();
    Intent intent = List.copyOf(rig.intents).getLast();
    assertThat(intent.id()).isEqualTo(outcome.id());
    assertThat(intent.endpoint()).isEqualTo("one");
    assertThat(intent.servedModel()).isEqualTo("ibm/granite");
  }

  /// Dashboards of tokens show what engines made.
  @Test
  void isACallWithoutHitsInTheMeters() {
    var _ = site.chat(HELLO);
    var _ = site.chat(HELLO);
    rig.outcome();
    rig.outcome();

    Eventually.holds(
        "two calls",
        Duration.ofSeconds(20),
        () -> rig.meters.get("authorized_calls").counter().count() == 2);
    assertThat(rig.meters.get("authorized_hits").counter().count()).isEqualTo(8);
  }

  /// Nobody made it: nothing is billed or charged should the process die meanwhile.
  @Test
  void holdsNoTokensInTheJournal() {
    var _ = site.chat(HELLO);

    var _ = site.chat(HELLO);

    Intent intent = List.copyOf(rig.intents).getLast();
    assertThat(intent.likelyInput() + intent.likelyOutput()).isZero();
    assertThat(intent.heldInput() + intent.heldOutput()).isZero();
  }

  @Test
  void countsAgainstALimitOfRequests() {
    site.limit(Rig.strict(Unit.REQUESTS, 2));
    var _ = site.chat(HELLO);
    HttpResponse<String> second = site.chat(HELLO);

    HttpResponse<String> third = site.chat(HELLO);

    assertThat(cache(second)).isEqualTo("hit");
    assertThat(second.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("0");
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue(CachingSite.CACHE)).isEmpty();
    assertThat(third.body()).doesNotContain("hi");
  }

  @ParameterizedTest
  @EnumSource(Enforcement.class)
  void takesNoTokensAndPassesWhereTheyAreSpent(Enforcement enforcement) {
    site.limit(of(Unit.TOTAL_TOKENS, 60, enforcement));
    String own = HELLO.replace("{\"model\"", "{\"max_tokens\":3,\"model\"");
    var _ = site.chat(own);
    for (int i = 0; i < 20; i++) {
      assertThat(cache(site.chat(own))).isEqualTo("hit");
    }

    String refused = spend();

    assertThat(site.chat(refused).statusCode()).isEqualTo(429);
    assertThat(cache(site.chat(own))).isEqualTo("hit");
  }

  /// Asks for something else each time, until that is refused.
  private String spend() {
    for (int i = 0; i < 50; i++) {
      String ask = HELLO.replace("Hello", "Spend " + i);
      if (site.chat(ask).statusCode() == 429) {
        return ask;
      }
    }
    throw new AssertionError("50 requests passed (expected: fewer)");
  }

  private static Limit of(Unit unit, long amount, Enforcement enforcement) {
    return new Limit(
        "gold:" + unit,
        unit,
        amount,
        Window.rolling(Duration.ofMinutes(1)),
        Scope.USER,
        enforcement);
  }

  /// Dear where an engine works, cheap where none does.
  @Test
  void costsItsOwnPriceAndNeverMoreThanAStrictBudgetHas() {
    // given
    site.rate = new BillingRate("EUR", 10, 10, 10, 2);
    site.limit(
        new Limit(
            "gold:cost",
            Measure.cost(site.rate),
            5000,
            Window.rolling(Duration.ofMinutes(1)),
            Scope.USER,
            Enforcement.STRICT,
            Limit.Over.EVERYTHING));
    String brief = HELLO.replace("{\"model\"", "{\"max_tokens\":3,\"model\"");
    var _ = site.chat(brief);
    long first = spent();

    // when
    assertThat(cache(site.chat(brief))).isEqualTo("hit");
    long second = spent();

    // then
    assertThat(first).isEqualTo(8 * 10);
    assertThat(second - first).isEqualTo(8 * 2);
    int hits = 0;
    while (site.chat(brief).statusCode() == 200) {
      hits++;
    }
    assertThat(hits).isEqualTo((5000 - 80 - 16) / 16);
    assertThat(spent()).isEqualTo(80 + 16 + 16L * hits);
  }

  private long spent() {
    Claims claims =
        rig.snapshot.decide(Rig.caller("models-as-a-service/gold"), Rig.MODEL, null)
                instanceof Decision.Granted granted
            ? granted.claims(Rig.caller("models-as-a-service/gold"))
            : Claims.NONE;
    return rig.quota.standings(claims).toCompletableFuture().join().getFirst().used();
  }

  @Test
  void holdsAPlaceOnlyWhileItRuns() {
    site.limit(
        new Limit(
            "gold:concurrent",
            Unit.CONCURRENT_REQUESTS,
            1,
            Window.WHILE_RUNNING,
            Scope.USER,
            Enforcement.STRICT));
    var _ = site.chat(HELLO);

    for (int i = 0; i < 5; i++) {
      assertThat(cache(site.chat(HELLO))).isEqualTo("hit");
    }
  }

  @Test
  void isRefusedWhileTheJournalIsFull() {
    var _ = site.chat(HELLO);
    rig.journalFull = true;

    HttpResponse<String> refused = site.chat(HELLO);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("journal").doesNotContain("\"hi\"");
  }

  @Test
  void isGivenAsFastAsAClientTakesIt() throws IOException {
    // given
    String kept = longStream();

    // when
    try (Socket socket = ask(STREAM)) {
      rig.looks(1);
      String all = new String(readUntilDone(socket), StandardCharsets.UTF_8);

      // then
      assertThat(all).contains("x-maas-cache: hit").contains("[DONE]");
      assertThat(count(all, "\"content\"")).isEqualTo(count(kept, "\"content\""));
    }
    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void isRecordedOnceWhereItsClientLeaves() throws IOException {
    var _ = longStream();

    try (Socket socket = ask(STREAM)) {
      assertThat(socket.getInputStream().read()).isPositive();
    }

    Outcome outcome = rig.outcome();
    assertThat(outcome.replayed()).isTrue();
    assertThat(outcome.end()).isEqualTo(End.CANCELLED);
    assertThat(outcome.status()).isEqualTo(499);
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    Eventually.holds("nothing runs", Duration.ofSeconds(20), () -> rig.gateway.running() == 0);
  }

  /// A stream that is kept and does not fit into the buffers between two sockets.
  private String longStream() {
    site.caching = new ResponseCaching(Duration.ofMinutes(10), 16_000_000, Shared.TENANT, "uid/1");
    site.declare();
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA.replace("hi", "h".repeat(1000)).repeat(8000));
      request.response().end(FINISH + STREAM_USAGE + DONE);
    });
    String body = site.chat(STREAM).body();
    rig.outcome();
    return body;
  }

  private Socket ask(String body) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.port()));
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
            + Rig.KEY.reveal()
            + "\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static byte[] readUntilDone(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[64 * 1024];
    String end = "";
    while (!end.endsWith("0\r\n\r\n")) {
      int read = in.read(piece);
      if (read < 0) {
        throw new IOException("the stream broke off");
      }
      all.write(piece, 0, read);
      String latest = new String(piece, 0, read, StandardCharsets.ISO_8859_1);
      end = (end + latest).substring(Math.max(0, end.length() + latest.length() - 5));
    }
    return all.toByteArray();
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }
}
