package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Subscription.Phase;

/// The reference's words for phases.
final class Phases {

  private Phases() {}

  /// The phase of a word; one that nobody knows serves nobody.
  static Phase of(String word) {
    return switch (word) {
      case "" -> Phase.UNRECONCILED;
      case "Active", "Ready" -> Phase.ACTIVE;
      case "Degraded" -> Phase.DEGRADED;
      case "Pending" -> Phase.PENDING;
      default -> Phase.FAILED;
    };
  }

  static String word(Phase phase) {
    return switch (phase) {
      case UNRECONCILED -> "";
      case PENDING -> "Pending";
      case ACTIVE -> "Active";
      case DEGRADED -> "Degraded";
      case FAILED -> "Failed";
    };
  }
}
