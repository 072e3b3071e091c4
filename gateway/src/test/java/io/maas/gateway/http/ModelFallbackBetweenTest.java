package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.StandIns.GRANITE;
import static io.maas.gateway.http.StandIns.LAST;
import static io.maas.gateway.http.StandIns.SPARE;
import static io.maas.gateway.http.StandIns.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Fallback.Trouble;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.notice.Notice;
import io.maas.testkit.outage.Eventually;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is left of a request that ends while it goes from one model to another: nothing.
class ModelFallbackBetweenTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StandIns all = new StandIns();
  private final Rig rig = all.rig;

  @BeforeEach
  void limit() {
    for (ModelId id : new ModelId[] {GRANITE, SPARE, LAST}) {
      all.give(id, 1, Rig.strict(Unit.TOTAL_TOKENS, 100_000), Rig.strict(Unit.REQUESTS, 100));
    }
  }

  @AfterEach
  void stop() {
    all.close();
  }

  private CompletableFuture<HttpResponse<String>> sent() {
    HttpRequest request =
        rig.withKey("/v1/chat/completions")
            .POST(HttpRequest.BodyPublishers.ofString(HELLO))
            .build();
    return rig.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /// The first model fails, and the counters are slow to admit to the second.
  private CompletableFuture<HttpResponse<String>> between() throws Exception {
    all.granite.script((request, _) -> {
      rig.counters.hold();
      request.response().setStatusCode(500).end();
    });
    CompletableFuture<HttpResponse<String>> answer = sent();
    rig.counters.decided.get(10, TimeUnit.SECONDS);
    return answer;
  }

  private void nothingIsHeld() {
    Eventually.holds(
        "nothing is held, and nothing runs",
        PATIENCE,
        () ->
            all.standings(GRANITE).stream().mapToLong(Standing::held).sum() == 0
                && rig.gateway.running() == 0);
  }

  @Test
  void nothingIsHeldWhereTheClientLeavesBetweenTwoModels() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = between();
    answer.cancel(true);
    Eventually.holds("the exchange is over", PATIENCE, () -> rig.gateway.running() == 0);

    rig.counters.tell();

    nothingIsHeld();
    assertThat(all.spare.arrived).isEmpty();
    assertThat(rig.intents).hasSize(1);
    assertThat(rig.outcomes).hasSize(1);
  }

  @Test
  void nothingIsHeldWhereTheKeyIsRevokedBetweenTwoModels() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = between();

    rig.gateway.take(new Notice.KeyRevoked(Rig.KEY_ID));

    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
    rig.counters.tell();
    nothingIsHeld();
    assertThat(all.spare.arrived).isEmpty();
    assertThat(rig.outcomes).hasSize(1);
  }

  @Test
  void aRevokedKeyIsToldThatAndNotWhyTheFirstModelFailed() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    refuse(all.granite, 500, "no");
    all.spare.script((_, _) -> arrived.complete(null));
    CompletableFuture<HttpResponse<String>> answer = sent();
    arrived.get(10, TimeUnit.SECONDS);

    rig.gateway.take(new Notice.KeyRevoked(Rig.KEY_ID));

    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
    assertThat(rig.outcome().status()).isEqualTo(502);
    assertThat(rig.outcome().status()).isEqualTo(401);
    nothingIsHeld();
    assertThat(all.last.arrived).isEmpty();
  }

  @Test
  void aClientThatLeavesCancelsTheModelThatStandsIn() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    refuse(all.granite, 500, "no");
    all.spare.script((_, _) -> arrived.complete(null));
    CompletableFuture<HttpResponse<String>> answer = sent();
    arrived.get(10, TimeUnit.SECONDS);

    answer.cancel(true);

    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
    Outcome left = rig.outcome();
    assertThat(left.end()).isEqualTo(End.CANCELLED);
    assertThat(left.status()).isEqualTo(499);
    nothingIsHeld();
    assertThat(all.last.arrived).isEmpty();
  }

  @Test
  void endsWhereEveryModelIsTooSlow() throws Exception {
    all.standIns(List.of(SPARE, LAST), Trouble.values());
    all.granite.script((_, _) -> {});
    all.spare.script((_, _) -> {});
    all.last.script((_, _) -> {});

    HttpResponse<String> answer = sent().get(20, TimeUnit.SECONDS);

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(rig.intents).hasSize(3);
    assertThat(rig.outcomes).hasSize(3).allMatch(outcome -> outcome.status() == 504);
    nothingIsHeld();
  }

  @Test
  void nothingIsHeldWhereTheJournalIsFullBetweenTwoModels() throws Exception {
    all.granite.script((request, _) -> {
      rig.journalFull = true;
      request.response().setStatusCode(500).end();
    });

    assertThat(sent().get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(502);

    nothingIsHeld();
    assertThat(all.spare.arrived).isEmpty();
    assertThat(rig.outcomes).hasSize(1);
  }
}
