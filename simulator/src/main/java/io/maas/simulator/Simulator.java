package io.maas.simulator;

import io.maas.simulator.book.Book;
import io.maas.simulator.engine.Surroundings;
import io.maas.simulator.http.Listener;
import io.maas.simulator.inference.Server;
import io.maas.simulator.model.Models;
import io.maas.simulator.text.Tokenizer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.SplittableRandom;

/// A running simulator: an HTTP server on one event loop of the Vert.x that it was given.
public final class Simulator {
  private final Listener listener;
  private final Book book;

  private Simulator(Listener listener, Book book) {
    this.listener = listener;
    this.book = book;
  }

  /// Starts one with the machine's own clocks and dice; it fails where it cannot listen at the host
  /// and port.
  public static Future<Simulator> start(Vertx vertx, SimulatorOptions options) {
    return start(
        vertx,
        options,
        new Surroundings(InstantSource.system(), System::nanoTime, new SplittableRandom()));
  }

  /// Starts one with a clock and dice of the caller's choice.
  public static Future<Simulator> start(
      Vertx vertx, SimulatorOptions options, Surroundings surroundings) {
    var book = new Book(options.bookSize());
    return vertx
        .executeBlocking(Tokenizer::cl100k) // loads the vocabulary
        .compose(tokenizer -> {
          var server =
              new Server(
                  new Models(options.models(), options.settings().anyModel()),
                  options.settings(),
                  options.tuning(),
                  options.kvCacheBlocks(),
                  book,
                  surroundings,
                  (millis, task) -> vertx.setTimer(millis, _ -> task.run()));
          return Listener.open(vertx, server, Tokenizer.cl100k(), options.host(), options.port());
        })
        .map(listener -> new Simulator(listener, book));
  }

  /// The port that it listens at.
  public int port() {
    return listener.port();
  }

  /// What it served so far. It may be read from any thread, also after the end.
  public Book book() {
    return book;
  }

  /// Stops listening and breaks what is under way.
  public Future<Void> close() {
    return listener.close();
  }
}
