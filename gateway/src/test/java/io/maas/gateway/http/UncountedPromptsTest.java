package io.maas.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenRules.Template;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.metering.Unit;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.admission.PromptCount.Source;
import io.maas.gateway.tokenizer.Tokenizer;
import io.maas.gateway.tokenizer.TokenizerPool;
import io.maas.gateway.upstream.UpstreamSettings;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever keeps a prompt from being counted, the request goes on, bounded by its bytes.
class UncountedPromptsTest {

  private static final TokenizerRef UPSTREAM = new TokenizerRef.Upstream();
  private static final TokenizerRef LOCAL = new TokenizerRef.HuggingFace("a/tokenizer.json");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final long HELLO_IN_BYTES = 5 + 2 + 3;

  private final CountDownLatch counting = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final ThreadPoolExecutor pool = TokenizerPool.open(1, 1);
  private final List<Rig> rigs = new ArrayList<>();
  private long usedBefore;

  @AfterEach
  void close() {
    letGo.countDown();
    pool.close();
    rigs.forEach(Rig::close);
  }

  @Test
  void anEngineThatKnowsNoTokenizeIsLeftAloneForAWhile() {
    given(UPSTREAM, LONG, 1000);
    engine(request -> request.response().setStatusCode(404).end());

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);

    assertThat(questions()).isEqualTo(1);
    assertThat(rig().gateway.prompts().counted(Source.UNCOUNTED)).isEqualTo(2);
  }

  @Test
  void aPromptThatTheEngineDoesNotCountConcernsNoOther() {
    given(UPSTREAM, LONG, 1000);
    engine(request -> request.response().setStatusCode(400).end());

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);

    assertThat(questions()).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsNoneIsNotBelieved() {
    given(UPSTREAM, LONG, 1000);
    engine(request -> request.response().end("{\"count\":-1}"));

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
  }

  @Test
  void anEngineThatBreaksOffIsNotBelieved() {
    given(UPSTREAM, LONG, 1000);
    engine(request -> request.connection().close());

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
  }

  @Test
  void anEngineThatIsLateIsNotWaitedFor() {
    given(UPSTREAM, Duration.ofMillis(50), 1000);
    engine(_ -> {});

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);

    assertThat(rig().gateway.prompts().counted(Source.TOO_LATE)).isEqualTo(1);
  }

  @Test
  void aCountThatArrivesIsUsed() {
    given(UPSTREAM, LONG, 1000);
    engine(request -> request.response().end("{\"max_model_len\":9,\"count\":7,\"tokens\":[1]}"));

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(7);

    assertThat(rig().upstream.arrived.getFirst().body()).contains("\"model\":\"ibm/granite\"");
    assertThat(rig().upstream.arrived.getFirst().authorization())
        .isEqualTo("Bearer upstream-secret");
  }

  @Test
  void aTokenizerThatIsLateIsNotWaitedFor() {
    given(LOCAL, Duration.ofMillis(50), 1000);

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);

    assertThat(rig().gateway.prompts().counted(Source.TOO_LATE)).isEqualTo(1);
  }

  @Test
  void aTokenizerThatFailsDoesNotFailTheRequest() {
    given(
        LOCAL,
        LONG,
        1000,
        _ ->
            Optional.of((_, _) -> {
              throw new IllegalStateException("a bug");
            }));

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
  }

  @Test
  void aTokenizerThatIsNotThereIsNotMissed() {
    given(LOCAL, LONG, 1000, _ -> Optional.empty());

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
  }

  /// One is being counted, one waits; the event loop serves others, which are not made to wait.
  @Test
  void aFullPoolAndAHugePromptAreBoundedAtOnce() throws InterruptedException {
    given(LOCAL, LONG, 1000);
    CompletableFuture<HttpResponse<String>> first = later(Rig.HELLO);
    counting.await();
    CompletableFuture<HttpResponse<String>> second = later(Rig.HELLO);
    while (pool.getQueue().isEmpty()) {
      Thread.onSpinWait();
    }

    assertThat(holds(rig().chat(Rig.HELLO))).isEqualTo(HELLO_IN_BYTES);
    assertThat(holds(rig().chat(Rig.HELLO.replace("Hello", "x".repeat(1001)))))
        .isEqualTo(1001 + 2 + 3);

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(rig().gateway.prompts().counted(Source.TOO_MANY)).isEqualTo(1);
    assertThat(rig().gateway.prompts().counted(Source.TOO_LARGE)).isEqualTo(1);
    letGo.countDown();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(rig().gateway.prompts().counted(Source.TOKENIZER)).isEqualTo(2);
  }

  private CompletableFuture<HttpResponse<String>> later(String body) {
    return CompletableFuture.supplyAsync(() -> rig().chat(body), Thread::startVirtualThread);
  }

  private void given(TokenizerRef tokenizer, Duration patience, long largest) {
    given(tokenizer, patience, largest, _ -> Optional.of(this::countSlowly));
  }

  private int countSlowly(String text, boolean alone) {
    counting.countDown();
    try {
      letGo.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 1;
  }

  private void given(
      TokenizerRef tokenizer,
      Duration patience,
      long largest,
      Function<TokenizerRef, Optional<Tokenizer>> tokenizers) {
    Rig rig = new Rig(UpstreamSettings.DEFAULTS, new Counting(tokenizers, pool, largest, patience));
    rigs.add(rig);
    rig.snapshot =
        Rig.snapshot(
            List.of(Rig.endpoint(rig.upstream.port())),
            new TokenRules(100, new Template(2, 3, -1), tokenizer),
            Rig.strict(Unit.INPUT_TOKENS, 1_000_000));
  }

  private Rig rig() {
    return rigs.getFirst();
  }

  private void engine(Consumer<HttpServerRequest> tokenize) {
    rig()
        .upstream
        .script((request, _) -> {
          if ("/tokenize".equals(request.path())) {
            tokenize.accept(request);
          } else {
            ScriptedUpstream.chat(request);
          }
        });
  }

  private long questions() {
    return rig().upstream.arrived.stream().filter(a -> a.path().equals("/tokenize")).count();
  }

  /// What was held of the limit while it ran, which the answer's head tells.
  private long holds(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    String left = answer.headers().firstValue("x-ratelimit-remaining-tokens").orElseThrow();
    long before = usedBefore;
    usedBefore += rig().outcome().usage().input().orElseThrow();
    return 1_000_000 - Long.parseLong(left) - before;
  }
}
