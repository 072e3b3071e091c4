package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.engine.Tuning;
import org.junit.jupiter.api.Test;

class AdministrationTest {
  private static final String CONFIG = "/admin/config";
  private static final String CHAT = "/v1/chat/completions";

  @Test
  void showsWhatCanBeChanged() {
    try (var simulator = RunningSimulator.start()) {
      var config = simulator.getJson(CONFIG);

      assertThat(config.fieldNames()).toIterable().containsExactlyElementsOf(Tuning.NAMES);
      assertThat(config.path("time-to-first-token").asText()).isEqualTo("0s");
    }
  }

  @Test
  void whatIsChangedHoldsForTheNextRequest() {
    try (var simulator = RunningSimulator.start()) {
      var changed = simulator.postJson(CONFIG, "{\"failure-status\":\"500:1\",\"max-num-seqs\":7}");

      assertThat(changed.path("max-num-seqs").asText()).isEqualTo("7");
      assertThat(simulator.post(CHAT, chat("Hello")).statusCode()).isEqualTo(500);
      simulator.post(CONFIG, "{\"failure-status\":\"500:0\"}");
      assertThat(simulator.post(CHAT, chat("Hello")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void oneWrongValueChangesNothing() {
    try (var simulator = RunningSimulator.start()) {
      var refused =
          simulator.post(CONFIG, "{\"time-to-first-token\":\"5s\",\"failure-drop-rate\":\"1.5\"}");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("failure-drop-rate: 1.5 (expected: 0 to 1)");
      assertThat(simulator.getJson(CONFIG).path("time-to-first-token").asText()).isEqualTo("0s");
    }
  }

  @Test
  void anUnknownNameIsRefused() {
    try (var simulator = RunningSimulator.start()) {
      var refused = simulator.post(CONFIG, "{\"speed\":\"5\"}");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("speed: unknown (expected: one of ");
    }
  }
}
