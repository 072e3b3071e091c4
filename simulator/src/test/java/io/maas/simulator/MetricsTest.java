package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.model.ServedModel;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String LABELS = "{engine=\"0\",model_name=\"test-model\"}";

  @Test
  void countsRequestsAndTokensUnderTheEnginesNames() {
    try (var simulator = RunningSimulator.start()) {
      simulator.post("/v1/chat/completions", chat("Hello"));
      simulator.post("/v1/chat/completions", chat("Hello", "\"max_tokens\":2"));

      var page = simulator.get("/metrics");

      assertThat(page.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(page.body().lines())
          .contains(
              "vllm:prompt_tokens_total" + LABELS + " 12",
              "vllm:generation_tokens_total" + LABELS + " 10",
              "vllm:num_requests_running" + LABELS + " 0.0",
              "vllm:num_requests_waiting" + LABELS + " 0.0",
              "vllm:kv_cache_usage_perc" + LABELS + " 0.0",
              success("stop") + " 1",
              success("length") + " 1",
              success("abort") + " 0",
              "vllm:request_generation_tokens_bucket" + bucket("5.0") + " 1",
              "vllm:request_generation_tokens_bucket" + bucket("10.0") + " 2",
              "vllm:request_generation_tokens_sum" + LABELS + " 10.0",
              "vllm:e2e_request_latency_seconds_count" + LABELS + " 2",
              "vllm:time_to_first_token_seconds_count" + LABELS + " 2",
              "vllm:inter_token_latency_seconds_count" + LABELS + " 8",
              "vllm:request_params_max_tokens_count" + LABELS + " 1");
    }
  }

  @Test
  void aPromptInAnEngineFillsItsCache() throws Exception {
    var options = RunningSimulator.options("--kv-cache-size", "10");
    try (var simulator = RunningSimulator.start(options);
        var client = new RawClient(simulator.port())) {
      client.post(
          "/v1/chat/completions",
          chat("Hello", "\"stream\":true", "\"max_tokens\":34", "\"ignore_eos\":true"),
          "X-Sim-Failure",
          "stall");
      client.await("\"content\":\"", 2);

      assertThat(simulator.get("/metrics").body())
          .contains("vllm:kv_cache_usage_perc" + LABELS + " 0.25\n");
    }
  }

  @Test
  void theSamplesOfOneNameStandTogetherWhateverTheirModel() {
    var options =
        RunningSimulator.options().withModels(ServedModel.named("a"), ServedModel.named("b\"x"));
    try (var simulator = RunningSimulator.start(options)) {
      var seen = new HashSet<String>();
      var lines = simulator.get("/metrics").body().lines().toList();

      assertThat(lines).anyMatch(line -> line.contains("model_name=\"b\\\"x\""));
      for (var line : lines) {
        if (line.startsWith("# TYPE ")) {
          assertThat(seen.add(line.split(" ", -1)[2])).as(line).isTrue();
        }
      }
      assertThat(seen).hasSizeGreaterThan(20).allMatch(name -> name.startsWith("vllm:"));
    }
  }

  private static String success(String reason) {
    return "vllm:request_success_total{engine=\"0\",model_name=\"test-model\",finished_reason=\""
        + reason
        + "\"}";
  }

  private static String bucket(String bound) {
    return "{engine=\"0\",model_name=\"test-model\",le=\"" + bound + "\"}";
  }
}
