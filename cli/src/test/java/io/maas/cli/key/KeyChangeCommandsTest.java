package io.maas.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyChangeCommandsTest {
  private static final String KEY = "{\"id\":\"1-2\",\"name\":\"desk\",\"status\":\"active\"}";

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void printsNothingButTheNewKeyOnStandardOutput() {
    control.on(
        "POST /api-keys/1-2/rotate",
        200,
        "{\"key\":\"sk-oai-a_b\",\"id\":\"1-2\",\"oldSecretExpiresAt\":\"later\"}");

    var seen = Caller.of(control).call("key", "rotate", "1-2", "--grace", "1h");

    assertThat(seen.out()).isEqualToIgnoringNewLines("sk-oai-a_b");
    assertThat(seen.err()).contains("key 1-2").contains("the old one works until later");
    assertThat(control.last().body()).isEqualTo("{\"gracePeriod\":\"1h\"}");
  }

  @Test
  void saysThatTheOldSecretWorksNoLonger() {
    control.on("POST /api-keys/1-2/rotate", 200, "{\"key\":\"sk-oai-a_b\",\"id\":\"1-2\"}");

    var seen = Caller.of(control).call("key", "rotate", "1-2");

    assertThat(seen.err()).contains("the old one works no longer");
    assertThat(control.last().body()).isEqualTo("{}");
  }

  @Test
  void pausesAndResumes() {
    control.on("POST /api-keys/1-2/pause", 200, "{}").on("POST /api-keys/1-2/resume", 200, "{}");

    assertThat(Caller.of(control).call("key", "pause", "1-2").out()).contains("key 1-2: paused");
    assertThat(Caller.of(control).call("key", "resume", "1-2").out()).contains("key 1-2: active");
  }

  @Test
  void renamesAndExtends() {
    control.on("PATCH /api-keys/1-2", 200, KEY);

    assertThat(Caller.of(control).call("key", "rename", "1-2", "desk").out()).contains("desk");
    assertThat(control.last().body()).isEqualTo("{\"name\":\"desk\"}");
    Caller.of(control).call("key", "extend", "1-2", "30d");
    assertThat(control.last().body()).isEqualTo("{\"expiresIn\":\"30d\"}");
  }

  @Test
  void changesWhatIsSaid() {
    control.on("PATCH /api-keys/1-2", 200, KEY);

    Caller.of(control)
        .call(
            "key",
            "update",
            "1-2",
            "--description=mine",
            "--label=a=b",
            "--allow-model=granite,phi",
            "--allow-from=10.0.0.0/8",
            "--limit=requests=60/1m",
            "--unset=labels");

    assertThat(control.last().body())
        .isEqualTo(
            "{\"labels\":{\"a\":\"b\"},\"description\":\"mine\","
                + "\"allowedModels\":[\"granite\",\"phi\"],\"allowedAddresses\":[\"10.0.0.0/8\"],"
                + "\"limits\":[{\"limit\":60,\"unit\":\"requests\",\"window\":\"1m\"}]}");
  }

  @Test
  void takesAway() {
    control.on("PATCH /api-keys/1-2", 200, KEY);

    Caller.of(control).call("key", "update", "1-2", "--unset=limits,models,addresses");

    assertThat(control.last().body())
        .isEqualTo("{\"limits\":null,\"allowedModels\":null,\"allowedAddresses\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "--unset=name,'--unset: name (expected: limits, labels, models, addresses or description)'",
    "--output=json,nothing to change (expected: a flag that says what)",
  })
  void understandsNoOtherChange(String flag, String message) {
    var seen = Caller.of(control).call("key", "update", "1-2", flag);

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains(message);
  }

  @Test
  void narrowsANewKeyAndMakesItForOthers() {
    control.on("POST /api-keys", 201, "{\"key\":\"sk-oai-a_b\"}");

    Caller.of(control)
        .call("key", "create", "ci", "--for=bob", "--allow-from=10.0.0.0/8", "--label=a=b");

    assertThat(control.last().body())
        .isEqualTo(
            "{\"name\":\"ci\",\"ephemeral\":false,\"username\":\"bob\","
                + "\"labels\":{\"a\":\"b\"},\"allowedAddresses\":[\"10.0.0.0/8\"]}");
    Caller.of(control).call("key", "create", "ci", "--team=red");
    assertThat(control.last().body()).contains("\"owner\":{\"team\":\"red\"}");
  }

  @Test
  void showsWhatAKeyUsedAndWhatItCosts() {
    control.on(
        "GET /api-keys/1-2/usage",
        200,
        """
        {"data":[
          {"model":"llm/a","currency":"USD","requests":2,"total_tokens":30,"cost":"0.5"},
          {"model":"llm/b","currency":"USD","requests":1,"total_tokens":10,"cost":"0.25"}]}
        """);

    var seen = Caller.of(control).call("key", "usage", "1-2", "--from", "7d");

    assertThat(seen.out()).contains("COST").contains("llm/a").contains("0.75");
    assertThat(control.last().query()).contains("group_by=model%2Ccurrency").contains("&from=");
  }
}
