package io.maas.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Unit;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.admission.PromptCount.Source;
import io.maas.gateway.tokenizer.TokenizerShelf;
import io.maas.gateway.upstream.UpstreamSettings;
import io.maas.simulator.Simulator;
import io.maas.simulator.SimulatorOptions;
import io.maas.simulator.model.ServedModel;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Counts through a whole gateway, held against what an engine with a real tokenizer reports.
class CountedPromptsTest {

  private static final Template TEMPLATE = new Template(2, 3, 64); // the simulator's own
  private static final TokenizerRef TIKTOKEN = new TokenizerRef.Tiktoken("cl100k_base");
  private static final TokenizerRef UPSTREAM = new TokenizerRef.Upstream();
  private static final TokenizerShelf SHELF = TokenizerShelf.in(Path.of("nowhere"));
  private static final Vertx VERTX = Vertx.vertx();
  private static Simulator simulator;

  private final Rig rig =
      new Rig(
          UpstreamSettings.DEFAULTS,
          new Counting(
              SHELF::find, Thread::startVirtualThread, 256 * 1024, Duration.ofSeconds(60)));

  @BeforeAll
  static void starts() {
    assertThat(SHELF.check(TIKTOKEN)).isEmpty();
    SimulatorOptions options =
        SimulatorOptions.defaults().withPort(0).withModels(ServedModel.named("ibm/granite"));
    simulator = Simulator.start(VERTX, options).await();
  }

  @AfterAll
  static void stops() {
    simulator.close().await();
    VERTX.close().await();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'role':'user','content':'Hello'}]",
        "[{'role':'system','content':'Be kind.  '},{'role':'user','content':'  Grüße,\\n\\n世界! 🎉'}]",
        "[{'role':'user','content':'a'},{'role':'assistant','content':''},{'role':'user','content':'<|im_end|>'}]",
        "[{'role':'user','content':[{'type':'text','text':'in one part'}]}]",
        "[{'role':'user','content':'caf\\u00e9 \\ud83c\\udf89 half \\ud83d'}]",
      })
  void tiktokenCountsWhatTheEngineWillReport(String messages) {
    given(TIKTOKEN, Rig.strict(Unit.TOTAL_TOKENS, 10_000));

    ask(messages, "");

    assertThat(counted()).isEqualTo(reported());
    assertThat(rig.gateway.prompts().counted(Source.TOKENIZER)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'role':'user','content':'Hello'}]",
        "[{'role':'user','content':[{'type':'text','text':'two '},{'type':'text','text':'parts'}]}]",
        "[{'role':'assistant','tool_calls':[{'id':'1','type':'function','function':"
            + "{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'1','content':'7'}]",
      })
  void theEngineIsAskedAndCountsWithItsTemplateAndTools(String messages) {
    given(UPSTREAM, Rig.strict(Unit.TOTAL_TOKENS, 10_000));

    ask(messages, ",'tools':[{'type':'function','function':{'name':'f','parameters':{}}}]");

    assertThat(counted()).isEqualTo(reported());
    assertThat(rig.gateway.prompts().counted(Source.UPSTREAM)).isEqualTo(1);
  }

  @Test
  void theEngineCountsAPlainPromptToo() {
    given(UPSTREAM, Rig.strict(Unit.TOTAL_TOKENS, 10_000));

    HttpResponse<String> answer =
        rig.send(
            rig.withKey("/v1/completions")
                .POST(
                    BodyPublishers.ofString("{\"model\":\"granite\",\"prompt\":\"Once \\\"a\"}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(counted()).isEqualTo(reported());
  }

  /// The point of it: a limit that the bytes of a prompt would exceed holds what it really has.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStrictLimitHoldsTheCountAndNotTheBytes(boolean byEngine) {
    String words = "[{'role':'user','content':'" + "several words ".repeat(40) + "'}]";
    given(null);
    ask(words, ",'max_tokens':1");
    long tokens = reported();

    given(null, Rig.strict(Unit.TOTAL_TOKENS, tokens + 1));
    assertThat(ask(words, "").statusCode()).isEqualTo(400); // more than the whole limit
    rig.intents.clear();

    given(byEngine ? UPSTREAM : TIKTOKEN, Rig.strict(Unit.TOTAL_TOKENS, tokens + 1));
    HttpResponse<String> answer = ask(words, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"finish_reason\":\"length\"");
    assertThat(counted()).isEqualTo(tokens);
    assertThat(rig.outcome().usage().total()).isEqualTo(tokens + 1);
    assertThat(rig.quota.tokensBeyondHolds()).isZero();
  }

  @Test
  void nothingIsCountedWhereNoLimitWantsToKnow() {
    given(UPSTREAM);

    ask("[{'role':'user','content':'Hello'}]", "");

    assertThat(rig.gateway.prompts().counted(Source.BYTES)).isEqualTo(1);
  }

  @Test
  void learnsHowManyTokensTheBytesOfAModelAre() {
    String words = "[{'role':'user','content':'" + "internationalisation ".repeat(40) + "'}]";
    given(null, Rig.strict(Unit.TOTAL_TOKENS, 1_000_000));

    ask(words, ",'max_tokens':1");
    long before = counted();
    long real = reported();
    for (int i = 0; i < 100; i++) {
      ask(words, ",'max_tokens':1");
      rig.outcome();
    }
    rig.intents.clear();
    ask(words, ",'max_tokens':1");

    assertThat(Math.abs(before - real)).isGreaterThan(real / 10);
    assertThat(Math.abs(counted() - real)).isLessThanOrEqualTo(real / 50);
  }

  private void given(@Nullable TokenizerRef tokenizer, Limit... limits) {
    rig.snapshot =
        Rig.snapshot(
            List.of(Rig.endpoint(simulator.port())),
            new TokenRules(100, TEMPLATE, tokenizer),
            limits);
  }

  private HttpResponse<String> ask(String messages, String more) {
    String body = "{'model':'granite','messages':" + messages + more + "}";
    return rig.chat(body.replace('\'', '"'));
  }

  private long counted() {
    Intent intent = rig.intents.remove();
    return intent.likelyInput();
  }

  private long reported() {
    return rig.outcome().usage().input().orElseThrow();
  }
}
