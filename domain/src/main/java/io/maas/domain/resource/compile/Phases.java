package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Subscription.Phase;

/// The reference's words for phases.
final class Phases {

  private Phases() {}

  static String word(Phase phase) {
    return switch (phase) {
      case PENDING -> "Pending";
      case ACTIVE -> "Active";
      case DEGRADED -> "Degraded";
      case FAILED -> "Failed";
    };
  }
}
