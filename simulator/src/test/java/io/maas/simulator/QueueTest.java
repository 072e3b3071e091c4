package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.book.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String STREAM = chat("Hello", "\"stream\":true");

  @Test
  void beyondTheSlotsRequestsWaitAndBeyondTheQueueTheyAreRefused() throws IOException {
    var options =
        RunningSimulator.options("--max-num-seqs", "1", "--max-waiting-queue-length", "1");
    try (var simulator = RunningSimulator.start(options);
        var running = new RawClient(simulator.port());
        var waiting = new RawClient(simulator.port())) {
      // given one that keeps the slot, and one that waits behind it
      running.post(CHAT, STREAM, "X-Sim-Failure", "stall");
      running.await("\"content\":\"", 2);
      waiting.post(CHAT, STREAM, "X-Request-ID", "patient");
      waiting.await("text/event-stream", 1);

      // when a third one comes
      var third = simulator.post(CHAT, STREAM, "X-Request-ID", "third");

      // then there is no room for it
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("retry-after")).contains("1");
      assertThat(third.body()).contains("ServiceUnavailableError");
      assertThat(simulator.awaitEntry(line -> line.requestId().equals("third")).status())
          .isEqualTo(Status.REFUSED);
      assertThat(simulator.get("/metrics").body())
          .contains("vllm:num_requests_running{engine=\"0\",model_name=\"test-model\"} 1.0")
          .contains("vllm:num_requests_waiting{engine=\"0\",model_name=\"test-model\"} 1.0");

      // and the second runs as soon as the first is gone
      running.hangUp();
      waiting.await("[DONE]", 1);
      assertThat(simulator.awaitEntry(line -> line.requestId().equals("patient")).status())
          .isEqualTo(Status.COMPLETED);
    }
  }

  @Test
  void oneThatHangsUpInTheQueueLeavesIt() throws IOException {
    var options =
        RunningSimulator.options("--max-num-seqs", "1", "--max-waiting-queue-length", "1");
    try (var simulator = RunningSimulator.start(options);
        var running = new RawClient(simulator.port());
        var waiting = new RawClient(simulator.port());
        var next = new RawClient(simulator.port())) {
      running.post(CHAT, STREAM, "X-Sim-Failure", "stall");
      running.await("\"content\":\"", 2);
      waiting.post(CHAT, STREAM, "X-Request-ID", "impatient");
      waiting.await("text/event-stream", 1);

      waiting.hangUp();

      var entry = simulator.awaitEntry(line -> line.requestId().equals("impatient"));
      assertThat(entry.status()).isEqualTo(Status.ABORTED);
      assertThat(entry.outputTokens()).isZero();
      next.post(CHAT, STREAM);
      next.await("HTTP/1.1 200 OK", 1);
    }
  }
}
