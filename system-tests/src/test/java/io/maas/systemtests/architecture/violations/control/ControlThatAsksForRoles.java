package io.maas.systemtests.architecture.violations.control;

import io.maas.domain.access.Principal;

/// Rights outside the place that knows them.
public record ControlThatAsksForRoles(Principal caller) {
  public boolean mayDoAnything() {
    return caller.admin();
  }
}
