package io.maas.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said, asked and made before a configuration is shown.
final class ConnectCommandTest {
  static final String GRANITE =
      """
      {"id":"publishers/llm/models/granite-3.1","owned_by":"llm/granite","aliases":["ibm/granite"],
        "modelDetails":{"contextWindow":"128k"},"subscriptions":[{"name":"gold"}]}\
      """;
  private static final String LLAMA =
      "{\"id\":\"publishers/llm/models/llama\",\"owned_by\":\"llm/llama\","
          + "\"subscriptions\":[{\"name\":\"silver\"},{\"name\":\"iron\"}]}";

  @AutoClose private final FakeControl control = new FakeControl().on("GET /v1/models", 200, "{}");

  @Test
  void listsTheClientsWhenNoneIsNamed() {
    var seen = new Caller().call("connect");

    assertThat(seen.code()).isZero();
    assertThat(seen.out().lines()).hasSize(1 + Client.ALL.size());
    assertThat(seen.out()).contains("claude-code").contains("Claude Code").contains("Messages");
  }

  @Test
  void refusesAClientThatItDoesNotKnowAndNamesThoseItKnows() {
    var seen = new Caller().call("connect", "emacs");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("client: emacs (expected: one of: claude-code, opencode");
  }

  @ParameterizedTest
  @CsvSource({
    "--key=sk-1 --mint,--key and --mint (expected: one of them)",
    "--subscription=gold,--subscription without --mint",
    "--yes,--yes without --write",
  })
  void refusesFlagsThatCannotBeMeantTogether(String flags, String message) {
    var seen = new Caller().call(("connect curl " + flags).split(" "));

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains(message);
  }

  @Test
  void saysHowToComeByAKey() {
    var seen = Caller.of(control).call("connect", "curl");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .isEqualToIgnoringNewLines(
            "maas: no key (expected: MAAS_API_KEY or --key; --mint makes one)");
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void asksForModelsAsTheClientWill() {
    control.on("GET /v1/models", 200, list(GRANITE));

    var seen = Caller.of(control).with("MAAS_API_KEY", "sk-oai-1").call("connect", "curl");

    assertThat(control.last().token()).isEqualTo("sk-oai-1");
    assertThat(seen.out())
        .isEqualTo(
            "export MAAS_URL='%s'\nexport MAAS_API_KEY='sk-oai-1'\n".formatted(control.url()));
    assertThat(seen.err()).contains("\"model\": \"granite\"").contains("$MAAS_URL/v1/chat");
  }

  @Test
  void asksWhichOfSeveralModels() {
    control.on("GET /v1/models", 200, list(GRANITE, LLAMA));

    var seen = Caller.of(control).call("connect", "curl", "--key", "sk-1");

    assertThat(seen.code()).isOne();
    assertThat(seen.out()).isEmpty();
    assertThat(seen.err())
        .isEqualToIgnoringNewLines(
            "maas: 2 models (expected: one of them by name: granite, llama)");
  }

  @ParameterizedTest
  @CsvSource({"granite", "llm/granite", "ibm/granite", "publishers/llm/models/granite-3.1"})
  void takesAnyNameOfAModel(String model) {
    control.on("GET /v1/models", 200, list(GRANITE, LLAMA));

    var seen = Caller.of(control).call("connect", "curl", "--key", "sk-1", "--model", model);

    assertThat(seen.err()).contains("\"model\": \"" + model + "\"");
  }

  @Test
  void saysWhichModelsThereAreWhenOneIsNot() {
    control.on("GET /v1/models", 200, list(GRANITE, LLAMA));

    var seen = Caller.of(control).call("connect", "curl", "--key", "sk-1", "--model", "gpt-9");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("model gpt-9: not found (expected: one of: granite, llama)");
  }

  @Test
  void saysThatThereIsNoModel() {
    var seen = Caller.of(control).call("connect", "curl", "--key", "sk-1");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("no model (expected: at least one");
  }

  @Test
  void saysThatAKeyIsNotGood() {
    control.on("GET /v1/models", 401, "{\"error\":{\"message\":\"invalid API key\"}}");

    var seen = Caller.of(control).call("connect", "curl", "--key", "sk-secret");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .contains("key: refused by " + control.url() + ": invalid API key")
        .doesNotContain("sk-secret");
  }

  @Test
  void refusesWhatCannotBeWrittenInEveryLanguage() {
    control.on("GET /v1/models", 200, list("{\"id\":\"a\\\"$(b)\"}"));

    var model = Caller.of(control).call("connect", "curl", "--key", "sk-1");
    control.on("GET /v1/models", 200, list(GRANITE));
    var key = Caller.of(control).call("connect", "curl", "--key", "sk-'$(secret)");

    assertThat(model.code()).isOne();
    assertThat(model.err()).contains("model: a\"$(b) (expected: letters, digits and");
    assertThat(key.code()).isOne();
    assertThat(key.err()).contains("key: 13 characters").doesNotContain("secret");
  }

  @Test
  void makesAKeyForTheSubscriptionThatGivesTheModel() {
    control
        .on("GET /v1/models", 200, list(GRANITE))
        .on(
            "POST /api-keys",
            201,
            "{\"key\":\"sk-new\",\"id\":\"7\",\"subscription\":\"gold\",\"expiresAt\":\"later\"}");

    var seen = Caller.of(control).with("MAAS_API_KEY", "sk-old").call("connect", "pi", "--mint");

    assertThat(control.last().body())
        .isEqualTo("{\"name\":\"pi\",\"subscription\":\"gold\",\"ephemeral\":false}");
    assertThat(seen.out()).contains("\"apiKey\": \"sk-new\"").doesNotContain("sk-old");
    assertThat(seen.err()).contains("key 7: created for subscription gold; good until later");
  }

  @Test
  void makesNoKeyForASubscriptionWithoutTheModel() {
    control.on("GET /v1/models", 200, list(GRANITE, LLAMA));

    var seen =
        Caller.of(control).call("connect", "pi", "--mint", "-s", "silver", "--model", "granite");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .contains("model granite through subscription silver: not found (expected: one of: llama)");
    assertThat(control.asked()).hasSize(1);
  }

  @Test
  void saysWhyNoKeyWasMade() {
    control
        .on("GET /v1/models", 200, list(GRANITE))
        .on("POST /api-keys", 403, "{\"error\":{\"message\":\"not yours\"}}");

    var seen = Caller.of(control).call("connect", "pi", "--mint");

    assertThat(seen.code()).isOne();
    assertThat(seen.out()).isEmpty();
    assertThat(seen.err()).contains("key pi: not allowed: not yours");
  }

  static String list(String... cards) {
    return "{\"object\":\"list\",\"data\":[" + String.join(",", cards) + "]}";
  }
}
