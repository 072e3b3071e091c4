package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.StandIns.GRANITE;
import static io.maas.gateway.http.StandIns.LAST;
import static io.maas.gateway.http.StandIns.SPARE;
import static io.maas.gateway.http.StandIns.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Fallback;
import io.maas.domain.catalog.Fallback.Trouble;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.gateway.metrics.Facts.StoodIn;
import io.maas.testkit.outage.Eventually;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a request whose model brings no answer, where others stand in for it.
class ModelFallbackTest {

  private static final String LONG = "This model's maximum context length is 8192 tokens";
  private static final String LIMITED = HELLO.replace("{\"model\"", "{\"max_tokens\":50,\"model\"");

  private final StandIns all = new StandIns();
  private final Rig rig = all.rig;

  @AfterEach
  void stop() {
    all.close();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void isAnsweredByTheModelThatStandsInUnderItsOwnIdPriceAndRecord() {
    refuse(all.granite, 500, "no");

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "x-maas-model")).isEqualTo("llm/spare");
    assertThat(header(answer, "x-maas-endpoint")).isEqualTo("of-spare");
    assertThat(header(answer, "x-maas-fallback-from")).isEqualTo("llm/granite");
    assertThat(all.spare.arrived.getFirst().body()).contains("served-spare");
    Intent first = rig.intent();
    Intent second = rig.intent();
    assertThat(second.correlation().fallbackOf()).isEqualTo(first.id());
    assertThat(second.model()).isEqualTo("llm/spare");
    assertThat(second.requestedModel()).isEqualTo("granite");
    assertThat(second.rate()).isEqualTo(new BillingRate("EUR", 2, 2, 2, 0));
    assertThat(header(answer, "request-id")).isEqualTo(second.id().toString());
    assertThat(all.spare.arrived.getFirst().requestId()).isEqualTo(second.id().toString());
    Outcome failed = rig.outcome();
    assertThat(failed.id()).isEqualTo(first.id());
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.end()).isEqualTo(End.FAILED);
    assertThat(failed.usage()).isEqualTo(Usage.unknown());
    Outcome answered = rig.outcome();
    assertThat(answered.id()).isEqualTo(second.id());
    assertThat(answered.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(all.told(SPARE, StoodIn.ADMITTED)).isOne();
    assertThat(rig.meters.find("maas_refusals").counters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500,UNAVAILABLE", "404,UNAVAILABLE", "429,BUSY", "503,BUSY"})
  void standsInForWhatItIsMeantFor(int status, Trouble trouble) {
    all.standIns(List.of(SPARE), trouble);
    refuse(all.granite, status, "no");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"500,BUSY,502", "429,UNAVAILABLE,503", "500,TIMEOUT,502"})
  void standsInForNothingElse(int status, Trouble trouble, int told) {
    all.standIns(List.of(SPARE), trouble);
    refuse(all.granite, status, "no");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(told);
    assertThat(all.spare.arrived).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void standsInForNoFaultOfTheRequest(int status) {
    refuse(all.granite, status, "temperature: 9");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(400);
    assertThat(all.spare.arrived).isEmpty();
  }

  @Test
  void standsInForAModelThatIsTooSlowWhoseBurntTokensAreChargedAndNotBilled() {
    all.standIns(List.of(SPARE), Trouble.TIMEOUT);
    all.granite.script((_, _) -> {});

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);

    Outcome slow = rig.outcome();
    assertThat(slow.status()).isEqualTo(504);
    assertThat(slow.usage()).isEqualTo(Usage.unknown());
    assertThat(slow.charged().output()).isPositive();
    assertThat(rig.outcome().charged()).isEqualTo(new Charged(5, 0, 3));
  }

  @Test
  void standsInForAModelWithoutEndpoints() {
    all.model(GRANITE, 0, new Fallback(List.of(SPARE), Trouble.USUAL), "8k");

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(header(answer, "x-maas-model")).isEqualTo("llm/spare");
    assertThat(rig.intent().correlation().fallbackOf()).isNull(); // the first has no record
  }

  @Test
  void leavesAPromptThatIsTooLongToTheClientUnlessItIsSaid() {
    refuse(all.granite, 400, LONG);

    assertThat(rig.chat(HELLO).body()).contains("context_length_exceeded");
    assertThat(all.last.arrived).isEmpty();
  }

  @Test
  void takesAPromptThatIsTooLongToAModelThatHoldsMore() {
    all.standIns(List.of(SPARE, LAST), Trouble.CONTEXT_LENGTH);
    refuse(all.granite, 400, LONG);

    assertThat(header(rig.chat(HELLO), "x-maas-model")).isEqualTo("llm/last");
    assertThat(all.spare.arrived).isEmpty();
    assertThat(all.told(SPARE, StoodIn.TOO_SMALL)).isOne();
  }

  @Test
  void passesOverInSilenceWhatTheCallerHasNoRightTo() {
    all.withhold(SPARE);
    refuse(all.granite, 500, "no");

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(header(answer, "x-maas-model")).isEqualTo("llm/last");
    assertThat(header(answer, "x-maas-fallback-from")).isEqualTo("llm/granite");
    assertThat(all.told(SPARE, StoodIn.DENIED)).isOne();
    assertThat(all.told(LAST, StoodIn.ADMITTED)).isOne();
  }

  @Test
  void asksTheNextWhereALimitRefusesTheFirstThatStandsIn() {
    all.give(SPARE, 2, Rig.strict(Unit.TOTAL_TOKENS, 1));
    refuse(all.granite, 500, "no");

    assertThat(header(rig.chat(HELLO), "x-maas-model")).isEqualTo("llm/last");
    assertThat(all.told(SPARE, StoodIn.REFUSED)).isOne();
    assertThat(rig.meters.find("limited_calls").counters()).isEmpty();
  }

  @Test
  void tellsWhyTheFirstDidNotAnswerWhereNobodyElseDoes() {
    all.give(SPARE, 2, Rig.strict(Unit.TOTAL_TOKENS, 1));
    refuse(all.granite, 429, "no");
    refuse(all.last, 500, "no");

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("server_is_overloaded");
    assertThat(header(answer, "retry-after")).isEqualTo("1");
    assertThat(header(answer, "request-id")).isEqualTo(rig.intent().id().toString());
    assertThat(header(answer, "x-maas-fallback-from")).isEmpty();
    assertThat(rig.outcome().status()).isEqualTo(503);
    assertThat(rig.outcome().status()).isEqualTo(502);
    Eventually.holds(
        "one refusal is counted",
        Duration.ofSeconds(10), // it is after the client was told
        () -> rig.meters.find("maas_refusals").counters().size() == 1);
  }

  @Test
  void doesNotFollowTheFallbackOfAFallback() {
    all.standIns(List.of(SPARE), Trouble.UNAVAILABLE);
    all.model(SPARE, all.spare.port(), new Fallback(List.of(LAST), Trouble.USUAL), "8k");
    refuse(all.granite, 500, "no");
    refuse(all.spare, 429, "no");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(502);
    assertThat(all.last.arrived).isEmpty();
  }

  @Test
  void isChargedToTheLimitsOfTheModelThatAnswers() {
    all.give(GRANITE, 1, Rig.strict(Unit.TOTAL_TOKENS, 1000));
    all.give(SPARE, 2, Rig.strict(Unit.OUTPUT_TOKENS, 500));
    refuse(all.granite, 500, "no");

    assertThat(rig.chat(LIMITED).statusCode()).isEqualTo(200);

    assertThat(all.standings(GRANITE).getFirst().used()).isZero();
    assertThat(all.standings(SPARE).getFirst().used()).isEqualTo(3);
    assertThat(all.standings(GRANITE).getFirst().held()).isZero();
    assertThat(all.standings(SPARE).getFirst().held()).isZero();
  }

  @Test
  void isOneRequestToACounterThatBothModelsShare() {
    var shared = Rig.strict(Unit.REQUESTS, 2);
    all.give(GRANITE, 1, shared).give(SPARE, 2, shared).give(LAST, 3, shared);
    refuse(all.granite, 500, "no");
    refuse(all.spare, 500, "no");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(429);
  }

  @Test
  void isCountedAsARequestOfTheModelThatStandsInToo() {
    all.give(SPARE, 2, Rig.strict(Unit.REQUESTS, 1)).withhold(LAST);
    refuse(all.granite, 500, "no");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(502);
  }

  @Test
  void staysWithTheFirstOnceTheClientHasSeenAByte() {
    all.granite.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA).onSuccess(_ -> request.connection().close());
    });

    assertThat(rig.chat(STREAM).body()).startsWith(DELTA + "data: {\"error\":{").endsWith(DONE);
    assertThat(all.spare.arrived).isEmpty();
  }

  @Test
  void streamsFromTheModelThatStandsInWhereTheFirstStreamBeginsWithAnError() {
    all.granite.stream("data: {\"error\":{\"message\":\"oom\"}}\n\n", DONE);
    all.spare.stream(DELTA, FINISH, DONE);

    HttpResponse<String> answer = rig.chat(STREAM);

    assertThat(answer.body()).isEqualTo(DELTA + FINISH + DONE);
    assertThat(header(answer, "x-maas-fallback-from")).isEqualTo("llm/granite");
  }

  @Test
  void leavesAModelAloneThatFailedLatelyAndSpendsNoSecondAttemptsOnIt() {
    refuse(all.granite, 500, "no");

    for (int i = 0; i < 200; i++) {
      assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    }

    assertThat(all.granite.arrived).hasSizeLessThan(20); // five, and a probe now and then
    assertThat(all.spare.arrived).hasSize(200);
  }

  @Test
  void asksNoOtherModelOnceTheSecondAttemptsAreSpent() {
    all.standIns(List.of(LAST), Trouble.CONTEXT_LENGTH);
    refuse(all.granite, 400, LONG); // the engine is well, so it is not ejected
    int answered = 0;
    for (int i = 0; i < 200; i++) {
      answered += rig.chat(HELLO).statusCode() == 200 ? 1 : 0;
    }

    assertThat(answered).isEqualTo(100 + 199 / 5);
  }

  @Test
  void insistsOnAModelThatFailedLatelyWhereTheCallerMayUseNoOther() {
    all.withhold(SPARE).withhold(LAST);
    refuse(all.granite, 500, "no");

    for (int i = 0; i < 8; i++) {
      assertThat(rig.chat(HELLO).statusCode()).isEqualTo(502);
    }

    assertThat(all.granite.arrived).hasSize(8);
  }

  @Test
  void standsInForSomebodyWithATokenUnderTheSubscriptionThatTheyName() {
    refuse(all.granite, 500, "no");
    HttpRequest.Builder request =
        rig.to("/llm/granite/v1/chat/completions")
            .header("Authorization", "Bearer " + Rig.TOKEN)
            .header("X-MaaS-Subscription", "gold")
            .POST(HttpRequest.BodyPublishers.ofString(HELLO));

    HttpResponse<String> answer = rig.send(request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "x-maas-model")).isEqualTo("llm/spare");
  }
}
