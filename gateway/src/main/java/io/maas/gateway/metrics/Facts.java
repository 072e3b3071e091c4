package io.maas.gateway.metrics;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.ModelId;
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

  /// What became of a model that stands in for one that brought no answer.
  enum StoodIn {
    /// The request was admitted to it.
    ADMITTED,
    /// The caller has no right to it.
    DENIED,
    /// A limit or something else kept the request from it.
    REFUSED,
    /// The prompt was too long for the first, and this one holds no more.
    TOO_SMALL
  }

  /// A model may stand in for another.
  void stoodIn(ModelId of, ModelId by, StoodIn how);

  /// Tells both.
  static Facts both(Facts first, Facts second) {
    return new Facts() {
      @Override
      public void ended(Intent intent, Outcome outcome) {
        first.ended(intent, outcome);
        second.ended(intent, outcome);
      }

      @Override
      public void limited(Principal caller, Granted granted) {
        first.limited(caller, granted);
        second.limited(caller, granted);
      }

      @Override
      public void stoodIn(ModelId of, ModelId by, StoodIn how) {
        first.stoodIn(of, by, how);
        second.stoodIn(of, by, how);
      }

      @Override
      public void refused(int status) {
        first.refused(status);
        second.refused(status);
      }
    };
  }
}
