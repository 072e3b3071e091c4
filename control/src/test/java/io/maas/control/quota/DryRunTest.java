package io.maas.control.quota;

import static io.maas.control.quota.QuotaScene.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.Principal;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DryRunTest {

  private static final Principal ALICE = user("alice", "both");

  @AutoClose private final QuotaScene scene = new QuotaScene();
  private final ControlServer control = scene.control;
  private final String alice = control.user("alice", "both");

  @Test
  void passesWithTheAnswerThatLimitsLeave() {
    scene.use(ALICE, "exact", "both", 100, 100);

    Answer answer = tried("model=exact&prompt_tokens=30&max_tokens=500");

    assertThat(answer.json().toString())
        .isEqualTo(
            "{\"passes\":true,\"model\":\"llm/exact\",\"subscription\":\"both\","
                + "\"output_allowance\":70,\"clamped\":true}");
    assertThat(
            tried("model=exact&prompt_tokens=30&max_tokens=70").json().path("clamped").asBoolean())
        .isFalse();
  }

  @Test
  void takesTheModelsOwnBoundWhereTheRequestHasNone() {
    assertThat(tried("model=granite&prompt_tokens=30").json().path("output_allowance").asInt())
        .isEqualTo(4096);
  }

  @Test
  void refusesAsTheGatewayWould() {
    scene.use(ALICE, "granite", "both", 60, 40);

    JsonNode answer = tried("model=granite&prompt_tokens=1").json();

    assertThat(answer.path("passes").asBoolean()).isFalse();
    assertThat(answer.path("status").asInt()).isEqualTo(429);
    assertThat(answer.path("retry_after").asInt()).isEqualTo(60);
    assertThat(answer.path("message").asText())
        .isEqualTo(
            "rate limit or quota reached: 100 total tokens per 1m, 100 used; resets in 60 s");
    assertThat(answer.at("/refused_by/id").asText()).contains("@llm/granite:total_tokens");
    assertThat(answer.at("/refused_by/used").asInt()).isEqualTo(100);
  }

  @Test
  void saysThatALongWaitIsNoRate() {
    scene.use(ALICE, "exact", "both", 200, 100);

    JsonNode answer = tried("model=exact&prompt_tokens=1").json();

    assertThat(answer.path("status").asInt()).isEqualTo(402);
    assertThat(answer.has("retry_after")).isFalse();
  }

  @Test
  void saysThatARequestIsTooLargeForEver() {
    JsonNode answer = tried("model=exact&prompt_tokens=300").json();

    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("message").asText()).contains("the whole limit of 300 total tokens");
  }

  @Test
  void saysThatHoldsEndSoon() {
    scene.admit(ALICE, "exact", "both", 100, 200);

    JsonNode answer = tried("model=exact&prompt_tokens=1").json();

    assertThat(answer.path("status").asInt()).isEqualTo(429);
    assertThat(answer.path("retry_after").asInt()).isEqualTo(1);
    assertThat(answer.at("/refused_by/held").asInt()).isEqualTo(300);
  }

  @Test
  void holdsNothing() {
    for (int i = 0; i < 10; i++) {
      assertThat(tried("model=exact&prompt_tokens=100").json().path("passes").asBoolean()).isTrue();
    }
    List<Standing> standings =
        control.quota.standings(scene.claims(ALICE, "exact", "both")).toCompletableFuture().join();
    assertThat(standings).allMatch(standing -> standing.used() + standing.held() == 0);
  }

  @Test
  void saysWhyAModelIsOutOfReach() {
    assertThat(tried("model=gpt-9&prompt_tokens=1").json().toString())
        .isEqualTo(
            "{\"passes\":false,\"message\":\"The model `gpt-9` does not exist\",\"status\":404}");
    assertThat(tried("model=phi&prompt_tokens=1&subscription=both").json().path("status").asInt())
        .isEqualTo(403);
  }

  @Test
  void triesForAnyoneOnAnAdministratorsBehalf() {
    scene.use(ALICE, "granite", "both", 60, 40);
    String query = "/v1/quota?model=granite&subscription=both&prompt_tokens=1";

    Answer forAlice = control.get(control.admin, query + "&user=alice");
    Answer forBob = control.get(alice, query + "&user=bob");

    assertThat(forAlice.json().path("passes").asBoolean()).isFalse();
    assertThat(forBob.status()).isEqualTo(403);
  }

  @Test
  void servesUncountedWhereTheSubscriptionPrefersThat() {
    Uses.Use use =
        new Uses.Use("llm/exact", "both", new Claims(Claims.Partition.ONLY, true, List.of()));

    DryRun run = DryRun.uncounted(use, demand(5, 20));

    assertThat(run.passes()).isTrue();
    assertThat(run.counted()).isFalse();
    assertThat(run.outputAllowance()).isEqualTo(20);
  }

  @Test
  void saysMoneyAsMoney() {
    Limit budget =
        new Limit(
            "budget",
            Measure.cost(BillingRate.perToken(new Money(20_000, "EUR"))),
            25_000_000_000L,
            Window.parse("month").orElseThrow(),
            Scope.USER,
            Enforcement.SETTLE,
            Limit.Over.EVERYTHING);
    Uses.Use use =
        new Uses.Use("llm/exact", "both", Claims.of(List.of(new Claim(budget, "alice"))));
    Standing spent = new Standing(budget, 25_010_000_000L, 0, Duration.ofDays(12));

    DryRun run = DryRun.of(use, demand(5, 20), List.of(spent), ALICE, ControlServer.NOW);

    assertThat(run.status()).isEqualTo(402);
    assertThat(run.message()).contains("25.00 EUR per month, 25.01 used");
    LimitLine line = Objects.requireNonNull(run.refusedBy());
    assertThat(line.amount()).isEqualTo("25.00");
    assertThat(line.currency()).isEqualTo("EUR");
    assertThat(line.remaining()).isEqualTo("0.00");
    assertThat(line.resetsAt()).isEqualTo("2026-03-13T12:00:00Z");
  }

  private Answer tried(String query) {
    return control.get(alice, "/v1/quota?" + query, "X-MaaS-Subscription", "both");
  }

  private static Demand demand(long prompt, long most) {
    return new Demand(prompt, prompt, 1, OptionalLong.of(most), 4096, most);
  }
}
