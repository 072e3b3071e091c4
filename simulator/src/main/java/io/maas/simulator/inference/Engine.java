package io.maas.simulator.inference;

import io.maas.simulator.engine.PrefixCache;
import io.maas.simulator.engine.Scheduler;
import io.maas.simulator.metrics.CacheSize;
import io.maas.simulator.metrics.EngineMetrics;
import io.maas.simulator.metrics.Exposition;
import io.maas.simulator.metrics.Gauges;
import io.maas.simulator.model.ServedModel;

/// One model's engine: its slots and queue, the prompts it remembers, and its metrics.
public record Engine(
    ServedModel model,
    Scheduler scheduler,
    PrefixCache prefixes,
    EngineMetrics metrics,
    CacheSize cache) {

  /// How many of the job's prompt tokens are in the cache already; they all are from now on.
  public int cachedTokens(Job job) {
    return prefixes.cachedTokens(job.blocks(), job.promptTokens());
  }

  /// Collects the samples of this moment.
  public void write(Exposition out) {
    double tokens = (double) cache.blocks() * cache.blockSize();
    double usage = Math.min(1, scheduler.tokensHeld() / tokens);
    metrics.write(out, new Gauges(scheduler.running(), scheduler.waiting(), usage), cache);
  }
}
