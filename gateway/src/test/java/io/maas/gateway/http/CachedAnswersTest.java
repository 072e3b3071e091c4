package io.maas.gateway.http;

import static io.maas.gateway.http.CachingSite.cache;
import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.CHAT;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.notice.Notice;
import io.maas.gateway.cache.Recall.Result;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which answers are given again, and to whom.
class CachedAnswersTest {

  private final CachingSite site = new CachingSite();
  private final Rig rig = site.rig;

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void givesAnAnswerAgainToWhoeverAsksTheSame() {
    HttpResponse<String> first = site.chat(HELLO);

    HttpResponse<String> second = site.chat(HELLO);

    assertThat(cache(first)).isEqualTo("miss");
    assertThat(first.headers().firstValue("age")).isEmpty();
    assertThat(cache(second)).isEqualTo("hit");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo(CHAT);
    assertThat(site.asked()).isEqualTo(1);
    for (String same : new String[] {"content-type", "x-maas-model", "x-maas-endpoint"}) {
      assertThat(second.headers().firstValue(same))
          .isPresent()
          .isEqualTo(first.headers().firstValue(same));
    }
    assertThat(second.headers().firstValue("request-id"))
        .isPresent()
        .isNotEqualTo(first.headers().firstValue("request-id"));
    assertThat(rig.responses.count(Result.HIT)).isEqualTo(1);
    assertThat(rig.responses.count(Result.MISS)).isEqualTo(1);
  }

  @Test
  void givesAStreamAgainToTheByte() {
    rig.upstream.stream(DELTA, DELTA, FINISH, STREAM_USAGE, DONE);
    HttpResponse<String> first = site.chat(STREAM);

    HttpResponse<String> second = site.chat(STREAM);

    assertThat(cache(second)).isEqualTo("hit");
    assertThat(second.body()).isEqualTo(first.body()).contains("[DONE]");
    assertThat(second.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(site.asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"OPENAI_CHAT", "MESSAGES"})
  void givesAMessageAgainWhateverTheEndpointSpeaks(Dialect dialect) {
    site.speak(dialect);
    if (dialect == Dialect.MESSAGES) {
      answer(Speakers.CLAUDE);
    }
    HttpResponse<String> first = site.post(Speakers.MESSAGES, Speakers.MESSAGE);

    HttpResponse<String> second = site.post(Speakers.MESSAGES, Speakers.MESSAGE);

    assertThat(cache(second)).as(second.body()).isEqualTo("hit");
    assertThat(second.body()).isEqualTo(first.body()).contains("\"stop_reason\"");
    assertThat(second.headers().firstValue("content-type")).hasValue("application/json");
  }

  @Test
  void givesAStreamOfMessagesAgain() {
    site.speak(Dialect.MESSAGES);
    rig.upstream.stream(Speakers.CLAUDE_STREAM);
    String ask = Speakers.streamed(Speakers.MESSAGE);
    HttpResponse<String> first = site.post(Speakers.MESSAGES, ask);

    HttpResponse<String> second = site.post(Speakers.MESSAGES, ask);

    assertThat(cache(second)).isEqualTo("hit");
    assertThat(second.body()).isEqualTo(first.body()).contains("message_stop");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesATranslatedResponseAgain(boolean stream) {
    if (stream) {
      rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);
    }
    String ask = stream ? Speakers.streamed(Speakers.RESPONSE) : Speakers.RESPONSE;
    HttpResponse<String> first = site.post(Speakers.RESPONSES, ask);

    HttpResponse<String> second = site.post(Speakers.RESPONSES, ask);

    assertThat(cache(second)).as(second.body()).isEqualTo("hit");
    assertThat(second.body()).isEqualTo(first.body()).contains("\"completed\"");
  }

  @Test
  void givesEmbeddingsAgain() {
    answer("{\"data\":[],\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}");
    String ask = "{\"model\":\"granite\",\"input\":\"Hello\"}";
    var _ = site.post("/v1/embeddings", ask);

    assertThat(cache(site.post("/v1/embeddings", ask))).isEqualTo("hit");
  }

  @Test
  void tellsWhatTheEndpointWasNotTold() {
    site.speak(Dialect.MESSAGES);
    answer(Speakers.CLAUDE);
    String ask = HELLO.replace("{\"model\"", "{\"seed\":7,\"model\"");
    HttpResponse<String> first = site.chat(ask);

    HttpResponse<String> second = site.chat(ask);

    assertThat(cache(second)).isEqualTo("hit");
    assertThat(second.headers().firstValue("x-maas-dropped"))
        .hasValue("seed")
        .isEqualTo(first.headers().firstValue("x-maas-dropped"));
  }

  @Test
  void tellsHowOldAnAnswerIs() {
    var _ = site.chat(HELLO);
    site.pass(Duration.ofSeconds(90));

    HttpResponse<String> again = site.chat(HELLO);

    assertThat(Long.parseLong(again.headers().firstValue("age").orElseThrow())).isBetween(90L, 99L);
  }

  @Test
  void forgetsAnAnswerInTime() {
    var _ = site.chat(HELLO);
    site.pass(Duration.ofMinutes(11));

    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
    assertThat(site.asked()).isEqualTo(2);
  }

  @Test
  void saysNothingWhereAModelDoesNotWantIt() {
    site.rig.snapshot = Rig.snapshot(List.of(Rig.endpoint(rig.upstream.port())));
    var _ = site.chat(HELLO);

    HttpResponse<String> again = site.chat(HELLO);

    assertThat(again.headers().firstValue(CachingSite.CACHE)).isEmpty();
    assertThat(site.asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"messages\" : [ { \"content\":\"Hello\", \"role\":\"user\" } ], \"model\":\"granite\" }",
        "{\"user\":\"bob\",\"metadata\":{\"run\":\"7\"},\"model\":\"granite\","
            + "\"messages\":[{\"role\":\"user\",\"content\":\"H\\u0065llo\"}]}",
        "{\"stream\":false,\"model\":\"granite\","
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
      })
  void takesForTheSameWhatSaysTheSame(String body) {
    var _ = site.chat(HELLO);

    assertThat(cache(site.chat(body))).isEqualTo("hit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"temperature\":1,\"model\":\"granite\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
        "{\"model\":\"granite\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]}",
        "{\"model\":\"llm/granite\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
        "{\"model\":\"granite\",\"messages\":[{\"role\":\"system\",\"content\":\"Hello\"}]}",
      })
  void takesForAnotherWhatMayBeAnother(String body) {
    var _ = site.chat(HELLO);

    assertThat(cache(site.chat(body))).isEqualTo("miss");
  }

  @Test
  void givesNoStreamToWhoeverAsksForABodyNorTheOtherWay() {
    var _ = site.chat(HELLO);
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    HttpResponse<String> stream = site.chat(STREAM);

    assertThat(cache(stream)).isEqualTo("miss");
    assertThat(stream.body()).contains("[DONE]");
    assertThat(site.chat(HELLO).body()).isEqualTo(CHAT);
  }

  @Test
  void mindsTheHeadersThatGoUpstream() {
    site.speak(Dialect.MESSAGES);
    answer(Speakers.CLAUDE);
    var _ = site.post(Speakers.MESSAGES, Speakers.MESSAGE, "anthropic-beta", "a");

    assertThat(cache(site.post(Speakers.MESSAGES, Speakers.MESSAGE, "anthropic-beta", "b")))
        .isEqualTo("miss");
    assertThat(cache(site.post(Speakers.MESSAGES, Speakers.MESSAGE, "anthropic-beta", "a")))
        .isEqualTo("hit");
  }

  @Test
  void neitherLooksNorKeepsForWhoeverWantsNothingStored() {
    HttpResponse<String> first = site.chat(HELLO, "Cache-Control", "no-store");

    assertThat(cache(first)).isEqualTo("bypass");
    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
    assertThat(cache(site.chat(HELLO, "Cache-Control", "max-age=60, No-Store")))
        .isEqualTo("bypass");
    assertThat(site.asked()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "max-age=0", "private, max-age=nonsense"})
  void keepsAnewForWhoeverWantsNothingOld(String control) {
    var _ = site.chat(HELLO);
    answer(CHAT.replace("hi", "anew"));

    HttpResponse<String> anew = site.chat(HELLO, "Cache-Control", control);

    assertThat(cache(anew)).isEqualTo("bypass");
    HttpResponse<String> then = site.chat(HELLO);
    assertThat(cache(then)).isEqualTo("hit");
    assertThat(then.body()).contains("anew");
  }

  @Test
  void givesNothingOlderThanTheClientWants() {
    var _ = site.chat(HELLO);
    site.pass(Duration.ofSeconds(30));

    assertThat(cache(site.chat(HELLO, "Cache-Control", "max-age=60"))).isEqualTo("hit");
    assertThat(cache(site.chat(HELLO, "Cache-Control", "max-age=20"))).isEqualTo("miss");
  }

  @Test
  void givesNothingToWhoeverMayNotUseTheModelAnyMore() {
    var _ = site.chat(HELLO);
    site.groupOfPolicy = "others";
    site.declare();

    HttpResponse<String> refused = site.chat(HELLO);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue(CachingSite.CACHE)).isEmpty();
  }

  @Test
  void givesNothingToAnUnknownKey() {
    var _ = site.chat(HELLO);
    rig.known.clear();
    rig.with(gateway -> gateway.take(new Notice.KeyRevoked(Rig.KEY_ID)));

    assertThat(site.chat(HELLO).statusCode()).isEqualTo(401);
  }

  @Test
  void forgetsEverythingWhenTheResourceChanges() {
    var _ = site.chat(HELLO);
    site.caching = new ResponseCaching(site.caching.time(), 100_000, Shared.TENANT, "uid/2");
    site.declare();

    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
  }

  @Test
  void forgetsEverythingWhenAnEndpointServesAnotherModel() {
    var _ = site.chat(HELLO);
    site.servedModel = "ibm/other";
    site.declare();

    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
  }

  @Test
  void countsTokensOfAPromptWithoutLooking() {
    String path = Speakers.MESSAGES + "/count_tokens";

    HttpResponse<String> counted = site.post(path, Speakers.MESSAGE);

    assertThat(counted.statusCode()).isEqualTo(200);
    assertThat(counted.headers().firstValue(CachingSite.CACHE)).isEmpty();
  }

  private void answer(String json) {
    rig.upstream.script(
        (request, _) -> request.response().putHeader("content-type", "application/json").end(json));
  }
}
