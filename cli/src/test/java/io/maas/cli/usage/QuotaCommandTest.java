package io.maas.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuotaCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void showsWhereEachLimitStands() {
    control.on(
        "GET /quota",
        200,
        """
        {"object":"list","user":"alice","unlimited":[{"model":"llm/a","subscription":"open"}],"data":[
         {"id":"a","unit":"requests","amount":5,"window":"2m","scope":"user","used":4,"held":1,
          "models":["llm/a","llm/b","llm/c","llm/d","llm/e"],"subscriptions":["tier-free"],
          "remaining":0,"resets_in_seconds":101},
         {"id":"b","unit":"cost","currency":"EUR","amount":"25.00","window":"month",
          "scope":"organization","used":"24.98","held":"0.00","remaining":"0.02",
          "models":["llm/a"],"subscriptions":["gold"],"resets_in_seconds":1047600},
         {"id":"c","unit":"concurrent_requests","amount":10,"scope":"key","used":0,"held":3,
          "models":["llm/a"],"subscriptions":["gold"],"remaining":7}]}
        """);

    var seen = Caller.of(control).call("quota");

    assertThat(seen.code()).isZero();
    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            MODEL                  SUBSCRIPTION   UNIT                  LIMIT   WINDOW   SCOPE           USED   HELD   LEFT   RESETS IN
            llm/a,llm/b,llm/c +2   tier-free      requests                  5   2m       user               4      1      0   1m41s
            llm/a                  gold           EUR                   25.00   month    organization   24.98   0.00   0.02   12d3h
            llm/a                  gold           concurrent_requests      10   -        key                0      3      7   -
            llm/a                  open           unlimited                 -   -        -                  -      -      -   -
            """);
    assertThat(control.last().query()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "59,59s",
    "60,1m0s",
    "3599,59m59s",
    "3660,1h1m",
    "86399,23h59m",
    "86400,1d0h"
  })
  void showsTimesInTheirTwoLargestUnits(long seconds, String text) {
    control.on("GET /quota", 200, "{\"data\":[{\"resets_in_seconds\":" + seconds + "}]}");

    assertThat(Caller.of(control).call("quota").out().strip()).endsWith(" " + text);
  }

  @Test
  void asksForWhatIsNamed() {
    control.on("GET /quota", 200, "{\"data\":[]}");

    Caller.of(control).call("quota", "--user", "a&b", "--model", "llm/g", "--subscription", "gold");

    assertThat(control.last().query()).isEqualTo("user=a%26b&model=llm%2Fg&subscription=gold");
  }

  @Test
  void saysThatARequestWouldPass() {
    control.on(
        "GET /quota",
        200,
        """
        {"passes":true,"model":"llm/granite","subscription":"gold","output_allowance":70,
         "clamped":true}
        """);

    var seen = check("--max-tokens", "500");

    assertThat(seen.code()).isZero();
    assertThat(seen.out().strip())
        .isEqualTo(
            "passes: llm/granite through gold, an answer of up to 70 tokens, cut by a limit");
    assertThat(control.last().query()).isEqualTo("model=granite&prompt_tokens=30&max_tokens=500");
  }

  @Test
  void saysWhyARequestWouldNotPassAndExitsWithOne() {
    control.on(
        "GET /quota",
        200,
        """
        {"passes":false,"status":429,"message":"rate limit or quota reached","retry_after":41}
        """);

    var seen = check();

    assertThat(seen.code()).isEqualTo(1);
    assertThat(seen.out().strip())
        .isEqualTo("refused: 429: rate limit or quota reached; try again in 41s");
    assertThat(check("-o", "json").out()).contains("\"passes\" : false");
    assertThat(check("-o", "json").code()).isEqualTo(1);
  }

  @Test
  void saysWhyNothingIsTold() {
    control.on("GET /quota", 503, "{\"error\":\"the counters cannot tell now, try again\"}");

    assertThat(Caller.of(control).call("quota").err())
        .contains("quota: the counters cannot tell now, try again");
    assertThat(check().code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quota --check",
        "quota --check --model granite",
        "quota --check --prompt-tokens 3",
        "quota --prompt-tokens 3 --model granite",
        "quota --max-tokens 3",
        "quota --check --model granite --prompt-tokens many",
      })
  void refusesWhatCannotBeMeant(String line) {
    var seen = Caller.of(control).call(line.split(" "));

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("-tokens").contains("maas quota --help");
    assertThat(control.asked()).isEmpty();
  }

  private Caller.Seen check(String... more) {
    String[] all = new String[5 + more.length];
    System.arraycopy(
        new String[] {"quota", "--check", "--model", "granite", "--prompt-tokens=30"},
        0,
        all,
        0,
        5);
    System.arraycopy(more, 0, all, 5, more.length);
    return Caller.of(control).call(all);
  }
}
