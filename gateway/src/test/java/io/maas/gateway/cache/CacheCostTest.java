package io.maas.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Usage;
import io.maas.gateway.cache.Recall.Result;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.RequestReader;
import io.maas.store.memory.MemoryResponses;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What looking for an answer costs. Printed and not asserted: the machine is shared.
class CacheCostTest {

  private static final String SENTENCE =
      "The gateway keeps what was said before, and says it again to whoever asks the same. ";
  private static final int ROUNDS = 4;
  private static final Principal CALLER =
      new Principal("default", "alice", List.of("staff"), false, null);
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "one",
          URI.create("http://one"),
          "served",
          "internal",
          new Access.Open(),
          List.of(Surface.CHAT),
          Share.of(1));
  private static final Model MODEL =
      new Model(
          new ModelId("llm", "m"),
          "LLMInferenceService",
          "m",
          Set.of(),
          List.of(ENDPOINT),
          new TokenRules(100, null),
          ModelDetails.NONE,
          Instant.EPOCH,
          true,
          new Serving(
              Unsupported.DROP,
              3,
              new ResponseCaching(Duration.ofHours(1), 1_000_000, Shared.TENANT, "uid/1")));

  private final ResponseCache cache =
      new ResponseCache(new MemoryResponses(10_000_000, System::nanoTime), InstantSource.system());

  @Test
  void printsWhatAHitCosts() {
    print("a chat of 100 bytes", 50_000, chat(SENTENCE.substring(0, 60), 1));
    print("a chat of 4.5 kB", 20_000, chat(SENTENCE.repeat(60).substring(0, 4400), 1));
    print("a chat of 60 kB in 40 messages", 1_000, chat(SENTENCE.repeat(17), 40));
  }

  private void print(String what, int times, InferenceRequest request) {
    Recall first = look(request);
    assertThat(first.result()).isEqualTo(Result.MISS);
    Recording recording = first.recording();
    assertThat(recording).isNotNull();
    recording.take(new byte[2000]);
    recording.keep(
        new Answer(Usage.reported(5, 3), "stop", "m", false),
        "application/json",
        false,
        ENDPOINT,
        List.of(),
        OptionalLong.empty());
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        assertThat(look(request).result()).isEqualTo(Result.HIT);
      }
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - start) / times);
    }
    System.out.printf("finding an answer of 2 kB, %s: %.1f µs of CPU%n", what, least / 1000.0);
  }

  private Recall look(InferenceRequest request) {
    return cache.look(CALLER, request, MODEL, Map.of(), List.of()).toCompletableFuture().join();
  }

  private static InferenceRequest chat(String text, int messages) {
    String message = "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    String all = (message + ",").repeat(messages - 1) + message;
    byte[] body = ("{\"model\":\"m\",\"messages\":[" + all + "]}").getBytes(StandardCharsets.UTF_8);
    return ((RequestReader.Result.Read) RequestReader.read(Operation.CHAT, body)).request();
  }
}
