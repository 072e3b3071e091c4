package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.book.Entry;
import io.maas.simulator.book.Status;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisconnectTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String LONG =
      chat("Count", "\"max_tokens\":4000", "\"ignore_eos\":true", "\"stream\":true");

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start(RunningSimulator.options("--inter-token-latency", "5ms"));
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @Test
  void aClientThatHangsUpAbortsTheGenerationWithTheTokensItHadCome() throws IOException {
    try (var client = new RawClient(simulator.port())) {
      client.post(CHAT, LONG, "X-Request-ID", "hung-up");
      client.await("\"content\":\"", 1 + 10); // the role's event has a content, too
    }

    var entry = entry("hung-up");

    assertThat(entry.status()).isEqualTo(Status.ABORTED);
    assertThat(entry.outputTokens()).isBetween(10, 2_000);
    assertThat(entry.inputTokens()).isEqualTo(6);
    assertThat(simulator.get("/metrics").body())
        .contains("model_name=\"test-model\",finished_reason=\"abort\"} ")
        .doesNotContain("model_name=\"test-model\",finished_reason=\"abort\"} 0");
  }

  @Test
  void aClientThatDoesNotWaitForAWholeReplyAbortsIt() throws IOException {
    try (var client = new RawClient(simulator.port())) {
      client.post(CHAT, LONG.replace(",\"stream\":true", ""), "X-Request-ID", "impatient");
      awaitRunning(1);
    }

    var entry = entry("impatient");

    assertThat(entry.status()).isEqualTo(Status.ABORTED);
    assertThat(entry.outputTokens()).isLessThan(4_000);
    awaitRunning(0);
  }

  @Test
  void aStreamOfHttp2ThatIsResetIsAborted() throws Exception {
    var vertx = Vertx.vertx();
    var client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    var firstToken = new CompletableFuture<HttpVersion>();

    client
        .request(HttpMethod.POST, simulator.port(), "127.0.0.1", CHAT)
        .compose(request -> request.putHeader("X-Request-ID", "reset").send(LONG))
        .onSuccess(response ->
            response.handler(_ -> {
              firstToken.complete(response.version());
              response.request().reset();
            }));

    assertThat(firstToken.get(20, TimeUnit.SECONDS)).isEqualTo(HttpVersion.HTTP_2);
    assertThat(entry("reset").status()).isEqualTo(Status.ABORTED);
    vertx.close().await();
  }

  private Entry entry(String id) {
    return simulator.awaitEntry(line -> line.requestId().equals(id));
  }

  private void awaitRunning(int count) {
    var gauge = "vllm:num_requests_running{engine=\"0\",model_name=\"test-model\"} " + count + ".0";
    for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
      if (simulator.get("/metrics").body().contains(gauge)) {
        return;
      }
    }
    throw new AssertionError("never: " + gauge);
  }
}
