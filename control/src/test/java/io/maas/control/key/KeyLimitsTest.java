package io.maas.control.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.metering.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLimitsTest {

  private static final String LIMITED =
      """
      {'name':'ci','subscription':'gold','enforcement':'strict','limits':[
        {'limit':1000,'window':'1m','weights':{'cached':0.1,'output':5}},
        {'limit':'25.00','unit':'cost','window':'month','timeZone':'Europe/Berlin'},
        {'limit':4,'unit':'concurrent_requests'}]}
      """;

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold", "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void keepsTheLimitsThatAKeyIsGiven() {
    Answer made = control.post(alice, "/v1/api-keys", LIMITED);

    assertThat(made.status()).isEqualTo(201);
    assertThat(control.keys.all())
        .singleElement()
        .satisfies(key ->
            assertThat(key.limits())
                .extracting(Limit::id)
                .containsExactly(
                    "key:total_tokens(1,0.1,5)/1m/key",
                    "key:cost/month@Europe/Berlin/key",
                    "key:concurrent_requests/key"));
  }

  @Test
  void showsThemWhereverTheKeyIsShown() {
    Answer made = control.post(alice, "/v1/api-keys", LIMITED);

    JsonNode read = control.get(alice, "/v1/api-keys/" + made.text("id")).json();
    JsonNode found = control.post(alice, "/v1/api-keys/search", "{}").json().at("/data/0");

    assertThat(made.json().path("limits").toString())
        .isEqualTo(
            """
            [{"limit":1000,"unit":"total_tokens","weights":{"input":1,"cached":0.1,"output":5},\
            "window":"1m","scope":"key","enforcement":"strict"},\
            {"limit":"25","unit":"cost","window":"month@Europe/Berlin","scope":"key",\
            "enforcement":"strict"},\
            {"limit":4,"unit":"concurrent_requests","scope":"key","enforcement":"strict"}]\
            """);
    assertThat(made.text("enforcement")).isEqualTo("strict");
    assertThat(read.path("limits")).isEqualTo(made.json().path("limits"));
    assertThat(read.path("enforcement").asText()).isEqualTo("strict");
    assertThat(found).isEqualTo(read);
  }

  @Test
  void takesBackWhatItShows() {
    JsonNode shown = control.post(alice, "/v1/api-keys", LIMITED).json().path("limits");

    Answer again =
        control.post(
            alice,
            "/v1/api-keys",
            "{'name':'again','enforcement':'strict','limits':" + shown + "}");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("limits")).isEqualTo(shown).hasSize(3);
  }

  @Test
  void saysNothingOfLimitsThatAKeyHasNot() {
    Answer made =
        control.post(alice, "/v1/api-keys", "{'name':'a','limits':[],'enforcement':'strict'}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().has("limits")).isFalse();
    assertThat(made.json().has("enforcement")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'limits':5}|limits: 5 (expected: a list)",
        "{'limits':[5]}|limits[0]: 5 (expected: an object)",
        "{'limits':[{}]}|limits[0].limit: nothing (expected: a whole number from 1 to 1000000000)",
        "{'limits':[{}]}|limits[0].window: nothing (expected: 1 to 9999 and s, m or h",
        "{'limits':[{'limit':-3,'window':'1m'}]}|limits[0].limit: -3 (expected: a whole number from",
        "{'limits':[{'limit':1e400,'window':'1m'}]}|limits[0].limit: Infinity (expected: a whole",
        "{'limits':[{'limit':1,'window':'1d'}]}|limits[0].window: \"1d\" (expected: 1 to 9999",
        "{'limits':[{'limit':1,'window':'1m','unit':'x'}]}|limits[0].unit: \"x\" (expected: one of",
        "{'limits':[{'limit':1,'window':'1m','scope':'user'}]}|limits[0].scope: \"user\" (expected: one",
        "{'limits':[{'limit':1,'window':'1m','weights':{'input':-1}}]}|limits[0].weights.input: -1 (exp",
        "{'limits':[{'limit':1,'window':'1m','unit':'concurrent_requests'}]}|limits[0].window: \"1m\"",
        "{'limits':[{'limit':1e-400,'window':'1m','unit':'cost'}]}|limits[0].limit: 0.0 (expected: a dec",
        "{'enforcement':'hard'}|enforcement: \"hard\" (expected: one of strict, settle)",
        "{'enforcement':5}|enforcement: 5 (expected: one of strict, settle)",
      })
  void saysWhatIsWrongWithALimit(String fields, String message) {
    Answer answer = control.post(alice, "/v1/api-keys", "{'name':'a'," + fields.substring(1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").isTextual()).isTrue();
    assertThat(answer.error()).contains(message);
    assertThat(control.keys.all()).isEmpty();
  }

  @Test
  void countsNoCostWhereNothingHasAPrice() {
    String cost = "{'name':'a','limits':[{'limit':'5','unit':'cost','window':'day'}]}";

    Answer answer = control.post(control.user("carol"), "/v1/api-keys", cost);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error())
        .isEqualTo(
            "limits: a limit of cost (expected: none, because subscription tier-free has no"
                + " billingRate for some of its models)");
    assertThat(control.keys.all()).isEmpty();
  }
}
