package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.book.Status;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyStreamsTest {
  private static final int STREAMS = 2_000;

  @Test
  void twoThousandSlowStreamsRunTogetherAndEndWithTheirClients() throws InterruptedException {
    var options = RunningSimulator.options("--inter-token-latency", "1h");
    var clients = Vertx.vertx();
    var firstTokens = new CountDownLatch(STREAMS);
    try (var simulator = RunningSimulator.start(options)) {
      // given
      var client =
          clients.createHttpClient(
              new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(STREAMS));

      // when
      for (int i = 0; i < STREAMS; i++) {
        client
            .request(HttpMethod.POST, simulator.port(), "127.0.0.1", "/v1/chat/completions")
            .compose(request -> request.send(chat("Tell me about trees", "\"stream\":true")))
            .onSuccess(response ->
                response.handler(part -> {
                  if (part.toString().contains("\"delta\":{\"content\"")) {
                    firstTokens.countDown();
                  }
                }));
      }

      // then
      assertThat(firstTokens.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(simulator.get("/metrics").body())
          .contains("vllm:num_requests_running{engine=\"0\",model_name=\"test-model\"} 2000.0");

      // and when all of them hang up
      clients.close().await();

      // then each has a line with the one token that it got
      assertThat(simulator.awaitBook(book -> book.size() == STREAMS))
          .allMatch(entry -> entry.status() == Status.ABORTED && entry.outputTokens() == 1);
    }
  }
}
