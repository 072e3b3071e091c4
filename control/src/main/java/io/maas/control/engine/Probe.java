package io.maas.control.engine;

import java.net.URI;

/// Asks an engine whether it answers requests by now. May block for some seconds; never throws.
@FunctionalInterface
public interface Probe {

  boolean answers(URI root);
}
