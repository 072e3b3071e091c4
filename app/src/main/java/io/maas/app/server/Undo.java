package io.maas.app.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was opened, last first; one that fails to close keeps none of the others from it.
final class Undo implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  /// Remembers how to close something that was just opened.
  <T extends AutoCloseable> T closing(String name, T opened) {
    add(name, opened);
    return opened;
  }

  /// Remembers what to do.
  void add(String name, AutoCloseable close) {
    steps.push(new Step(name, close));
  }

  @Override
  @SuppressWarnings("try") // closing may be interrupted like anything else here: it is logged
  public void close() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.close().close();
      } catch (Exception e) {
        LOG.atWarn().setMessage("did not close").addKeyValue("what", step.name()).setCause(e).log();
      }
    }
  }

  private record Step(String name, AutoCloseable close) {}
}
