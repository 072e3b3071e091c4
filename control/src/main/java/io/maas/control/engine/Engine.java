package io.maas.control.engine;

import io.maas.domain.resource.InferencePlaces.Place;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One engine, from when it is wanted until it is not: process after process, as each of them dies.
/// All of it happens on a thread of its own.
final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final Wanted wanted;
  private final Terms terms;
  private final Probe probe;
  private final Leftovers leftovers;
  private final LongSupplier ticker;
  private final Runnable changed;
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private volatile Place place = new Place.Nowhere("EngineStarting", "its process is started");

  Engine(
      Wanted wanted,
      Terms terms,
      Probe probe,
      Leftovers leftovers,
      LongSupplier ticker,
      Runnable changed) {
    this.wanted = wanted;
    this.terms = terms;
    this.probe = probe;
    this.leftovers = leftovers;
    this.ticker = ticker;
    this.changed = changed;
  }

  Wanted wanted() {
    return wanted;
  }

  /// Where it answers now, or why it does not.
  Place place() {
    return place;
  }

  /// Tells it to end, and does not wait for that.
  void stop() {
    stop.complete(null);
    place = new Place.Nowhere("EngineStopping", "its process is being ended");
  }

  boolean isStopped() {
    return stop.isDone();
  }

  /// Lives until it is stopped.
  void live() {
    Duration pause = terms.pause();
    while (!isStopped()) {
      long began = ticker.getAsLong();
      String end = once();
      boolean steady = ticker.getAsLong() - began >= terms.steady().toNanos();
      pause = steady ? terms.pause() : pause;
      if (!isStopped()) {
        LOG.atWarn()
            .setMessage("engine ended")
            .addKeyValue("service", wanted.service())
            .addKeyValue("how", end)
            .addKeyValue("again_in", pause)
            .log();
        say(
            new Place.Nowhere(
                "EngineExited", "its process " + end + "; started again in " + text(pause)));
        await(stop, pause);
      }
      pause = terms.after(pause);
    }
  }

  /// Runs one process to its end.
  ///
  /// @return how it ended
  private String once() {
    try {
      int port = Launch.freePort();
      return switch (terms.command().of(wanted, port)) {
        case EngineCommand.Line.Refused(String message) -> {
          say(new Place.Nowhere("InvalidSpec", message));
          stop.join(); // only another resource mends that, which is another engine
          yield message;
        }
        case EngineCommand.Line.Filled(var words) ->
            run(Launch.start(words), URI.create("http://127.0.0.1:" + port));
      };
    } catch (IOException e) {
      return "cannot be started: " + e.getMessage();
    }
  }

  private String run(Process process, URI root) throws IOException {
    Set<ProcessHandle> children = new HashSet<>();
    Tail tail = new Tail();
    // Of the platform: it does nothing but block on a pipe.
    Thread reading = Thread.ofPlatform().daemon().start(() -> tail.read(process.getInputStream()));
    try {
      leftovers.note(process.toHandle());
      LOG.atInfo()
          .setMessage("engine started")
          .addKeyValue("service", wanted.service())
          .addKeyValue("pid", process.pid())
          .addKeyValue("url", root)
          .log();
      say(new Place.Nowhere("EngineStarting", "its process does not answer yet"));
      boolean answers = answers(process, root, children);
      if (answers) {
        say(new Place.At(root));
        CompletableFuture.anyOf(process.onExit(), stop).join();
      }
      return process.isAlive()
          ? "did not answer within " + text(terms.starting()) + "; " + tail.said()
          : "ended with code " + process.exitValue() + "; " + said(tail, reading);
    } finally {
      Launch.end(process.toHandle(), children, terms.grace());
      leftovers.forget(process.toHandle());
    }
  }

  /// Asks until it answers; false if it ended, was stopped, or took too long.
  ///
  /// @param children gathers what it starts meanwhile
  private boolean answers(Process process, URI root, Set<ProcessHandle> children) {
    long began = ticker.getAsLong();
    CompletableFuture<?> end = CompletableFuture.anyOf(process.onExit(), stop);
    while (!end.isDone() && ticker.getAsLong() - began < terms.starting().toNanos()) {
      boolean answers = probe.answers(root);
      children.addAll(process.descendants().toList());
      if (answers) {
        // Or somebody else has got the port, and the process is about to find out.
        return process.isAlive() && !isStopped();
      }
      await(end, terms.probing());
    }
    return false;
  }

  /// All that it said is there once its output has ended; a child of it may hold that open.
  private static String said(Tail tail, Thread reading) {
    try {
      var _ = reading.join(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return tail.said();
  }

  /// Synchronised with nothing: whoever is stopped says that it is, whatever it said before.
  private void say(Place said) {
    if (isStopped() || said.equals(place)) {
      return;
    }
    place = said;
    if (isStopped()) {
      stop();
    }
    changed.run();
  }

  private static void await(CompletableFuture<?> what, Duration most) {
    try {
      var _ = what.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // Whoever waited looks again.
    }
  }

  private static String text(Duration duration) {
    return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
  }
}
