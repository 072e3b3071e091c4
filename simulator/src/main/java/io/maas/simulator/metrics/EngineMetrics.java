package io.maas.simulator.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The metrics of one model's engine; for one thread.
public final class EngineMetrics {
  private static final double NANOS = 1e9;

  private final String model;
  private final boolean prefixCache;
  private final Histogram firstToken =
      seconds("time_to_first_token_seconds", "time to first token", Buckets.firstToken());
  private final Histogram betweenTokens =
      seconds("inter_token_latency_seconds", "inter-token latency", Buckets.betweenTokens());
  private final Histogram perOutputToken =
      seconds(
          "request_time_per_output_token_seconds",
          "time per output token of a request",
          Buckets.betweenTokens());
  private final Histogram endToEnd =
      seconds("e2e_request_latency_seconds", "e2e request latency", Buckets.request());
  private final Histogram queue =
      seconds("request_queue_time_seconds", "time spent in WAITING phase", Buckets.request());
  private final Histogram inference =
      seconds("request_inference_time_seconds", "time spent in RUNNING phase", Buckets.request());
  private final Histogram prefill =
      seconds("request_prefill_time_seconds", "time spent in PREFILL phase", Buckets.request());
  private final Histogram decode =
      seconds("request_decode_time_seconds", "time spent in DECODE phase", Buckets.request());
  private final Histogram prompt;
  private final Histogram generation;
  private final Histogram maxTokens;
  private final Histogram mostGenerated;
  private final Histogram choices =
      new Histogram(
          "vllm:request_params_n", "Histogram of the n request parameter.", Buckets.choices());
  private final Map<String, Long> finished = new TreeMap<>();
  private long promptTokens;
  private long outputTokens;
  private long cacheQueries;
  private long cacheHits;

  public EngineMetrics(String model, int maxModelLen, boolean prefixCache) {
    this.model = model;
    this.prefixCache = prefixCache;
    prompt = tokens("request_prompt_tokens", "prefill tokens processed", maxModelLen);
    generation = tokens("request_generation_tokens", "generation tokens processed", maxModelLen);
    maxTokens =
        tokens("request_params_max_tokens", "the max_tokens request parameter", maxModelLen);
    mostGenerated =
        tokens(
            "request_max_num_generation_tokens",
            "maximum requested generation tokens",
            maxModelLen);
    for (var reason : List.of("stop", "length", "abort", "error")) {
      finished.put(reason, 0L);
    }
  }

  public void count(Facts facts) {
    for (var reason : facts.finishes()) {
      finished.merge(reason, 1L, Long::sum);
    }
    promptTokens += facts.promptTokens();
    outputTokens += facts.outputTokens();
    cacheQueries += facts.promptTokens();
    cacheHits += facts.cachedTokens();
    prompt.observe(facts.promptTokens());
    generation.observe(facts.outputTokens());
    mostGenerated.observe(facts.outputTokens());
    choices.observe(facts.finishes().size());
    if (facts.maxTokens() > 0) {
      maxTokens.observe(facts.maxTokens());
    }
    endToEnd.observe(facts.total() / NANOS);
    queue.observe(facts.queued() / NANOS);
    inference.observe((facts.prefill() + facts.decode()) / NANOS);
    if (facts.outputTokens() > 0) {
      firstToken.observe((facts.queued() + facts.prefill()) / NANOS);
      prefill.observe(facts.prefill() / NANOS);
      decode.observe(facts.decode() / NANOS);
    }
    if (facts.outputTokens() > 1) {
      double each = facts.decode() / NANOS / (facts.outputTokens() - 1);
      betweenTokens.observe(each, facts.outputTokens() - 1L);
      perOutputToken.observe(each);
    }
  }

  /// Collects this engine's samples.
  public void write(Exposition out, Gauges gauges, CacheSize cache) {
    var labels = "engine=\"0\",model_name=\"" + Exposition.escape(model) + "\"";
    out.gauge(
        "num_requests_running",
        "Number of requests in model execution batches.",
        labels,
        gauges.running());
    out.gauge(
        "num_requests_waiting",
        "Number of requests waiting to be processed.",
        labels,
        gauges.waiting());
    out.gauge(
        "kv_cache_usage_perc",
        "KV-cache usage. 1 means 100 percent usage.",
        labels,
        gauges.cacheUsage());
    out.gauge(
        "cache_config_info",
        "Information of the LLMEngine CacheConfig",
        "block_size=\"%d\",num_gpu_blocks=\"%d\",enable_prefix_caching=\"%s\",%s"
            .formatted(cache.blockSize(), cache.blocks(), prefixCache ? "True" : "False", labels),
        1);
    out.counter("prompt_tokens", "Number of prefill tokens processed.", labels, promptTokens);
    out.counter(
        "generation_tokens", "Number of generation tokens processed.", labels, outputTokens);
    out.counter(
        "prefix_cache_queries",
        "Prefix cache queries, in terms of number of queried tokens.",
        labels,
        prefixCache ? cacheQueries : 0);
    out.counter(
        "prefix_cache_hits",
        "Prefix cache hits, in terms of number of cached tokens.",
        labels,
        cacheHits);
    out.counter("num_preemptions", "Cumulative number of preemption from the engine.", labels, 0);
    finished.forEach((reason, count) ->
        out.counter(
            "request_success",
            "Count of successfully processed requests.",
            labels + ",finished_reason=\"" + reason + "\"",
            count));
    for (var histogram :
        List.of(
            firstToken,
            betweenTokens,
            perOutputToken,
            endToEnd,
            queue,
            inference,
            prefill,
            decode,
            prompt,
            generation,
            maxTokens,
            mostGenerated,
            choices)) {
      out.histogram(histogram, labels);
    }
  }

  private static Histogram seconds(String name, String what, double[] bounds) {
    return new Histogram("vllm:" + name, "Histogram of " + what + " in seconds.", bounds);
  }

  private static Histogram tokens(String name, String what, int most) {
    return new Histogram("vllm:" + name, "Number of " + what + ".", Buckets.tokens(most));
  }
}
