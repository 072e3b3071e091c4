package io.maas.control.engine;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.InferencePlaces;
import io.maas.domain.resource.InferencePlaces.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All engines that this process runs. It is told which are wanted, and tells where they answer;
/// neither waits for a process.
public final class Engines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  /// What ending takes beyond the grace.
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final Terms terms;
  private final Probe probe;
  private final Leftovers leftovers;
  private final LongSupplier ticker;
  private final Map<ModelId, Engine> engines = new HashMap<>();
  private final Set<Thread> threads = new HashSet<>();

  /// In a steady order, so that the same ones wait wherever this is compiled.
  private final Map<ModelId, Wanted> wanted =
      new TreeMap<>(Comparator.comparing(ModelId::toString));

  private volatile Runnable changed = () -> {};
  private boolean closed;

  private Engines(Terms terms, Probe probe, Leftovers leftovers, LongSupplier ticker) {
    this.terms = terms;
    this.probe = probe;
    this.leftovers = leftovers;
    this.ticker = ticker;
  }

  /// Ends what a process before us left running, and starts nothing yet.
  ///
  /// @param folder where processes are remembered, of this program alone
  /// @param ticker nanoseconds that only go up
  public static Engines open(Terms terms, Probe probe, Path folder, LongSupplier ticker) {
    Leftovers leftovers = new Leftovers(folder);
    leftovers.end(terms.grace());
    return new Engines(terms, probe, leftovers, ticker);
  }

  /// Who is told that an engine answers elsewhere now, or not any more; must not block.
  public void onChange(Runnable listener) {
    changed = listener;
  }

  /// Which engines are to run. Those that are not among them end; those that are new are started,
  /// as far as there may be so many.
  public synchronized void want(List<Wanted> all) {
    wanted.clear();
    all.forEach(each -> wanted.put(each.service(), each));
    arrange();
  }

  private synchronized void arrange() {
    if (closed) {
      return;
    }
    engines.values().stream()
        .filter(engine -> !engine.isStopped())
        .filter(engine -> !engine.wanted().equals(wanted.get(engine.wanted().service())))
        .forEach(Engine::stop);
    for (Wanted each : wanted.values()) {
      if (engines.size() < terms.most() && !engines.containsKey(each.service())) {
        start(each);
      }
    }
  }

  private void start(Wanted each) {
    Engine engine = new Engine(each, terms, probe, leftovers, ticker, () -> changed.run());
    engines.put(each.service(), engine);
    threads.add(Thread.ofVirtual().name("engine " + each.service()).start(() -> live(engine)));
  }

  private void live(Engine engine) {
    try {
      engine.live();
    } catch (RuntimeException e) {
      LOG.atError()
          .setMessage("engine given up")
          .addKeyValue("service", engine.wanted().service())
          .setCause(e)
          .log();
    } finally {
      over(engine);
    }
  }

  /// Makes room for the next.
  private void over(Engine engine) {
    synchronized (this) {
      engines.remove(engine.wanted().service());
      threads.remove(Thread.currentThread());
      arrange();
    }
    changed.run();
  }

  /// Where each answers now.
  public synchronized InferencePlaces places() {
    Map<ModelId, Place> places = new HashMap<>();
    Set<ModelId> waiting = new HashSet<>(wanted.keySet());
    engines.forEach((service, engine) -> {
      places.put(service, engine.place());
      waiting.remove(service);
    });
    Place full =
        new Place.Nowhere(
            "TooManyEngines",
            terms.most() + " engines run already (expected: fewer, or more inference-processes)");
    waiting.forEach(service -> places.put(service, full));
    return service ->
        places.getOrDefault(
            service, new Place.Nowhere("EngineStarting", "its process is not started yet"));
  }

  /// Ends all of them, and waits until they have.
  @Override
  public void close() {
    List<Thread> ending;
    synchronized (this) {
      closed = true;
      engines.values().forEach(Engine::stop);
      ending = List.copyOf(threads);
    }
    try {
      for (Thread thread : ending) {
        var _ = thread.join(terms.grace().plus(ENDING));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
