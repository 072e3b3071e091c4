package io.maas.gateway.metrics;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;

/// Who reads the facts of a request once they stand. Never blocks and never fails a request.
public interface Facts {

  /// A request was admitted and ended.
  void ended(Intent intent, Outcome outcome);

  /// A limit refused a request.
  void limited(Principal caller, Granted granted);

  /// A request was refused before it was admitted, or its upstream failed.
  void refused(int status);
}
