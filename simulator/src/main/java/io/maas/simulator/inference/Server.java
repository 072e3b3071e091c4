package io.maas.simulator.inference;

import io.maas.simulator.book.Book;
import io.maas.simulator.engine.Alarm;
import io.maas.simulator.engine.PrefixCache;
import io.maas.simulator.engine.Scheduler;
import io.maas.simulator.engine.Surroundings;
import io.maas.simulator.engine.Tuning;
import io.maas.simulator.metrics.CacheSize;
import io.maas.simulator.metrics.EngineMetrics;
import io.maas.simulator.metrics.Exposition;
import io.maas.simulator.model.Models;
import io.maas.simulator.model.ServedModel;
import java.util.LinkedHashMap;
import java.util.Map;

/// All models of one process with their engines, the book, and what may be changed while it runs.
/// For one thread.
public final class Server {
  private final Models models;
  private final Settings settings;
  private final Book book;
  private final Surroundings surroundings;
  private final Map<ServedModel, Engine> engines = new LinkedHashMap<>();
  private final int cacheBlocks;
  private final Alarm alarm;
  private Tuning tuning;

  /// Makes an engine for each model.
  ///
  /// @param cacheBlocks the size of each engine's KV cache, in blocks of [PrefixCache#BLOCK] tokens
  public Server(
      Models models,
      Settings settings,
      Tuning tuning,
      int cacheBlocks,
      Book book,
      Surroundings surroundings,
      Alarm alarm) {
    this.models = models;
    this.settings = settings;
    this.tuning = tuning;
    this.book = book;
    this.surroundings = surroundings;
    this.cacheBlocks = cacheBlocks;
    this.alarm = alarm;
    models.all().forEach(model -> engines.put(model, started(model)));
  }

  private Engine started(ServedModel model) {
    return new Engine(
        model,
        new Scheduler(tuning.slots(), surroundings.ticker(), alarm),
        new PrefixCache(cacheBlocks),
        new EngineMetrics(model.id(), settings.maxModelLen(), settings.prefixCache()),
        new CacheSize(PrefixCache.BLOCK, cacheBlocks));
  }

  public Models models() {
    return models;
  }

  public Settings settings() {
    return settings;
  }

  public Book book() {
    return book;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Engine engine(ServedModel model) {
    var engine =
        settings.anyModel() ? engines.computeIfAbsent(model, this::started) : engines.get(model);
    if (engine == null) {
      throw new IllegalArgumentException(
          "model: %s (expected: one that is served)".formatted(model.id()));
    }
    return engine;
  }

  public Tuning tuning() {
    return tuning;
  }

  /// Changes what may be changed; what runs already keeps its pace and its faults.
  public void tune(Tuning changed) {
    tuning = changed;
    engines.values().forEach(engine -> engine.scheduler().resize(changed.slots()));
  }

  /// The page of all engines' metrics.
  public String metrics() {
    var page = new Exposition();
    engines.values().forEach(engine -> engine.write(page));
    return page.text();
  }
}
