package io.maas.app;

import io.maas.app.config.MaasConfig;
import io.maas.app.start.CannotStart;
import io.maas.app.start.Progress;

/// Wires the roles of a configuration. Not written yet.
final class Composition implements Server {
  @Override
  public void run(MaasConfig config, Progress progress) throws CannotStart {
    throw new CannotStart("up: not wired yet (expected: in the next change)");
  }
}
