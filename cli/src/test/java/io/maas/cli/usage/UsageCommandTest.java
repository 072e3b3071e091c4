package io.maas.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class UsageCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void showsARowForEachGroupAndTheirSum() {
    control.on(
        "GET /usage",
        200,
        """
        {"object":"list","data":[
         {"user":"alice","model":"llm/granite","requests":5,"input_tokens":30,"cached_tokens":0,
          "output_tokens":50,"total_tokens":80},
         {"user":"bob","model":"llm/granite","requests":20,"input_tokens":120,"cached_tokens":4,
          "output_tokens":100,"total_tokens":220}]}
        """);

    var seen =
        Caller.of(control)
            .call("usage", "--by", "user,model", "--from", "2h", "--to", "2026-11-21");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            USER    MODEL         REQUESTS   INPUT   CACHED   OUTPUT   TOKENS
            alice   llm/granite          5      30        0       50       80
            bob     llm/granite         20     120        4      100      220
            total   -                   25     150        4      150      300
            """);
    assertThat(control.last().query())
        .isEqualTo(
            "group_by=user%2Cmodel&from=2026-11-21T10%3A00%3A00Z&to=2026-11-21T00%3A00%3A00Z");
  }

  @Test
  void showsUnitsOfWhichThereAreSome() {
    control.on(
        "GET /usage",
        200,
        """
        {"object":"list","data":[
         {"user":"alice","requests":5,"input_tokens":30,"cached_tokens":0,
          "output_tokens":50,"total_tokens":80,"seconds":9,"images":2},
         {"user":"bob","requests":1,"input_tokens":0,"cached_tokens":0,
          "output_tokens":0,"total_tokens":0,"images":3}]}
        """);

    var seen = Caller.of(control).call("usage", "--by", "user");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            USER    REQUESTS   INPUT   CACHED   OUTPUT   TOKENS   SECONDS   IMAGES
            alice          5      30        0       50       80         9        2
            bob            1       0        0        0        0         0        3
            total          6      30        0       50       80         9        5
            """);
  }

  @Test
  void refusesAMomentThatItCannotRead() {
    var seen = Caller.of(control).call("usage", "--from", "yesterday");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("--from: yesterday (expected: 2026-11-21, ");
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void asksForOneUser() {
    control.on("GET /usage", 200, "{\"data\":[]}");

    Caller.of(control).call("usage", "--user", "a&b", "--by", "day");

    assertThat(control.last().query()).isEqualTo("group_by=day&user=a%26b");
  }
}
