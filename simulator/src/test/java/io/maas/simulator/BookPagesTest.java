package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BookPagesTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String ID = "0190a8b2-1111-7000-8000-000000000001";

  @Test
  void hasOneObjectForEachRequest() {
    try (var simulator = RunningSimulator.start()) {
      simulator.post(CHAT, chat("Hello"), "X-Request-ID", ID);

      var book = simulator.getJson("/book");

      assertThat(book.path("object").asText()).isEqualTo("list");
      assertThat(book.path("data")).hasSize(1);
      var line = book.at("/data/0");
      assertThat(line.path("request_id").asText()).isEqualTo(ID);
      assertThat(line.path("model").asText()).isEqualTo("test-model");
      assertThat(line.path("input_tokens").asInt()).isEqualTo(6);
      assertThat(line.path("output_tokens").asInt()).isEqualTo(8);
      assertThat(line.path("status").asText()).isEqualTo("completed");
      assertThat(line.path("finish_reason").asText()).isEqualTo("stop");
      assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }
  }

  @Test
  void findsOneRequestAndWhatIsNewer() {
    try (var simulator = RunningSimulator.start()) {
      simulator.post(CHAT, chat("Hello"), "X-Request-ID", ID);
      simulator.post(CHAT, chat("Hello"), "X-Request-ID", ID + ".2");

      assertThat(simulator.getJson("/book?request_id=" + ID + ".2").path("data")).hasSize(1);
      assertThat(simulator.getJson("/book?request_id=other").path("data")).isEmpty();
      assertThat(simulator.getJson("/book?since=2020-01-01T00:00:00Z").path("data")).hasSize(2);
      assertThat(simulator.getJson("/book?since=32503680000000").path("data")).isEmpty();
      assertThat(simulator.get("/book?since=yesterday").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void isEmptiedByDelete() {
    try (var simulator = RunningSimulator.start()) {
      simulator.post(CHAT, chat("Hello"));

      simulator.delete("/book");

      assertThat(simulator.getJson("/book").path("data")).isEmpty();
    }
  }

  @Test
  void isNotKeptWhereItIsTurnedOff() {
    try (var simulator = RunningSimulator.start(RunningSimulator.options("--no-book"))) {
      simulator.post(CHAT, chat("Hello"));

      assertThat(simulator.getJson("/book").path("data")).isEmpty();
    }
  }

  @Test
  void aBookOfManyPagesComesWhole() {
    try (var simulator = RunningSimulator.start()) {
      for (int i = 0; i < 9_000; i++) {
        simulator.fill("request-" + i);
      }

      var book = simulator.getJson("/book");

      assertThat(book.path("data")).hasSize(9_000);
      assertThat(book.at("/data/8999/request_id").asText()).isEqualTo("request-8999");
    }
  }
}
