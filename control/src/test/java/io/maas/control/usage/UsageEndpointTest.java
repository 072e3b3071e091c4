package io.maas.control.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageEndpointTest {

  private static final Instant DAWN = Instant.parse("2026-03-01T06:00:00Z");

  private static ControlServer control;
  private static String alice;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    alice = control.user("alice");
    control.user("bob");
    control.ledger.append(
        List.of(
            used("alice", "llm/granite", DAWN, 10, 5),
            used("alice", "llm/phi", DAWN.plusSeconds(3600), 100, 50),
            Records.of(
                used("bob", "llm/phi", DAWN.plusSeconds(7200), 1000, 500),
                BillingRate.perToken(new Money(20_000, "USD")),
                new Media(9, 0, 2),
                Media.NONE)));
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  void addsUpWhatIUsed() {
    Answer answer = control.get(alice, "/v1/usage");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"requests\":2,\"input_tokens\":110,"
                + "\"cached_tokens\":0,\"output_tokens\":55,\"reasoning_tokens\":0,\"total_tokens\":165,"
                + "\"estimated_requests\":0,\"cost\":\"0.0033\"}]}");
  }

  @Test
  void showsUnitsOfWhichThereAreSome() {
    assertThat(control.get(control.admin, "/v1/usage?user=bob").json().at("/data/0").toString())
        .contains("\"total_tokens\":1500,\"seconds\":9,\"images\":2,\"estimated_requests\":0");
  }

  @Test
  void addsUpEveryonesForAdministrators() {
    assertThat(requests(control.get(control.admin, "/v1/usage"))).isEqualTo(3);
    assertThat(requests(control.get(control.admin, "/v1/usage?user=bob"))).isEqualTo(1);
  }

  @Test
  void showsNobodyElsesToUsers() {
    Answer answer = control.get(alice, "/v1/usage?user=bob");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(control.get(alice, "/v1/usage?user=alice").status()).isEqualTo(200);
  }

  @Test
  void groupsInTheOrderAsked() {
    Answer answer = control.get(control.admin, "/v1/usage?group_by=user,model");

    assertThat(answer.json().path("data")).hasSize(3);
    assertThat(answer.json().at("/data/0").toString())
        .startsWith("{\"user\":\"bob\",\"model\":\"llm/phi\",\"requests\":1");
  }

  @Test
  void refusesANameThatIsNotThere() {
    Answer answer = control.get(control.admin, "/v1/usage?group_by=user,");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).startsWith("group_by: nothing before or after a comma");
    assertThat(control.get(control.admin, "/v1/usage?group_by=").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "key,3",
    "subscription,3",
    "minute,3",
    "hour,3",
    "day,3",
    "organization,3",
    "cost_center,3",
    "currency,3",
    "'user&group_by=day',3"
  })
  void groupsByEverythingThatThereIs(String groups, int expected) {
    Answer answer = control.get(control.admin, "/v1/usage?group_by=" + groups);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(
            answer.json().path("data").findValuesAsText("requests").stream()
                .mapToInt(Integer::parseInt)
                .sum())
        .isEqualTo(expected);
  }

  @Test
  void keepsToTheTimeAsked() {
    assertThat(
            requests(
                control.get(
                    control.admin,
                    "/v1/usage?from=2026-03-01T07:00:00Z&to=2026-03-01T09:00:00%2B01:00")))
        .isEqualTo(1);
  }

  @Test
  void keepsToTheNumberOfRowsAsked() {
    Answer answer = control.get(control.admin, "/v1/usage?group_by=model&limit=1");

    assertThat(answer.json().path("data")).hasSize(1);
    assertThat(answer.json().at("/data/0/model").asText()).isEqualTo("llm/phi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group_by=flavour|group_by: flavour (expected: user, key, subscription, model, organization,",
        "from=yesterday|from: yesterday (expected: a date and time such as 2026-",
        "to=2026-03-01|to: 2026-03-01 (expected: a date and time",
        "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z|to: 2026-03-01T00:00:00Z (expected:",
        "limit=0|limit: 0 (expected: 1 to 10000)",
        "limit=10001|limit: 10001",
        "limit=many|limit: many",
      })
  void saysWhatIsWrong(String queryAndMessage) {
    int bar = queryAndMessage.indexOf('|');

    Answer answer = control.get(alice, "/v1/usage?" + queryAndMessage.substring(0, bar));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith(queryAndMessage.substring(bar + 1));
  }

  private static int requests(Answer answer) {
    return answer.json().at("/data/0/requests").asInt();
  }

  private static UsageRecord used(String user, String model, Instant at, long input, long output) {
    UUID id = UUID.randomUUID();
    return new UsageRecord(
        new Intent(
            id,
            at,
            Correlation.NONE,
            ControlServer.TENANT,
            user,
            List.of(),
            null,
            "models-as-a-service/gold",
            model,
            model,
            model,
            "one",
            "internal",
            "openai",
            false,
            Intent.Attribution.NONE,
            BillingRate.perToken(new Money(20_000, "USD")),
            input,
            output,
            input,
            output),
        new Outcome(
            id,
            200,
            Outcome.End.COMPLETED,
            "stop",
            model,
            Usage.reported(input, output),
            Outcome.Charged.as(Usage.reported(input, output)),
            null,
            Duration.ofMillis(5),
            List.of()));
  }
}
