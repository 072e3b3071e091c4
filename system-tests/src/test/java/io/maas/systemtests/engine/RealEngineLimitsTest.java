package io.maas.systemtests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.engine.LlamaCpp.Counters;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A strict limit holds over a real engine, by the engine's own counters: it is told where to stop,
/// in every word that it listens to.
@Tag("real")
@ExtendWith({OneEngine.class, OneSite.class})
class RealEngineLimitsTest {

  private static final String PROMPT = "Tell me a long story";

  /// The upper bound that the gateway holds for that prompt: its bytes and the template's tokens.
  private static final long BOUND = PROMPT.length() + 40L;

  private static final long LIMIT = BOUND + 40;
  private static final long LARGER_LIMIT = 400;

  private final LlamaCpp engine;
  private final Site site;

  RealEngineLimitsTest(LlamaCpp engine, Site site) {
    this.engine = engine;
    this.site = site;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limit-silent     | {}
          limit-oldest     | {"max_tokens": 500}
          limit-newer      | {"max_completion_tokens": 500}
          limit-smaller    | {"max_tokens": 2, "max_completion_tokens": 500}
          limit-own        | {"n_predict": 500}
          limit-own-first  | {"max_tokens": 2, "n_predict": 500}
          limit-choices    | {"max_tokens": 500, "n": 2}
          limit-own-choices| {"max_tokens": 500, "n_cmpl": 2}
          """)
  void stopsTheEngineWhateverTheRequestSays(String name, String says) {
    // given
    Governed governed = Governed.strict(site, engine, name, LIMIT);
    Counters before = engine.counters();

    // when
    Answer answer = governed.caller().post(Chat.PATH, endless(governed.model(), says)).expect(200);

    // then
    Counters worked = engine.counters().since(before);
    assertThat(answer.json().at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(prompt(answer) + worked.predicted()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void servesNoMoreThanTheLimitUntilItIsSpent() {
    // given
    Governed governed = Governed.strict(site, engine, "limit-spent", LARGER_LIMIT);
    ObjectNode chat = endless(governed.model(), "{\"max_tokens\": 20, \"stream\": true}");
    Counters before = engine.counters();

    // when
    String refused = null;
    for (int asked = 0; asked < LARGER_LIMIT && refused == null; asked++) {
      try (EventStream stream = governed.caller().stream(Chat.PATH, chat)) {
        List<String> events = stream.rest();
        if (stream.status() == 200) {
          assertThat(events).last().isEqualTo(EventStream.DONE);
          assertThat(events).anyMatch(event -> event.contains("\"finish_reason\":\"length\""));
        } else {
          assertThat(stream.status()).isEqualTo(429);
          refused = events.getFirst();
        }
      }
    }

    // then
    Counters worked = engine.counters().since(before);
    System.out.printf("of %d tokens the engine counted %s%n", LARGER_LIMIT, worked);
    assertThat(worked.total())
        .as("all but what is too little for the prompt's bound and one token")
        .isBetween(LARGER_LIMIT - BOUND, LARGER_LIMIT);
    assertThat(Answer.tree(String.valueOf(refused)).at("/error/code").asText())
        .isEqualTo("rate_limit_exceeded");
  }

  private static long prompt(Answer answer) {
    return answer.json().at("/usage/prompt_tokens").asLong();
  }

  /// A chat whose answer ends only where the engine is told to end it.
  private static ObjectNode endless(String model, String says) {
    ObjectNode chat = Chat.of(model, PROMPT, 1).put("ignore_eos", true);
    chat.remove("max_tokens");
    chat.setAll((ObjectNode) Answer.tree(says));
    return chat;
  }
}
