package io.maas.domain.resource.compile;

/// One thing that is or is not so of a resource.
///
/// @param type what
/// @param holds whether it is so
/// @param reason one word of the reference's
/// @param message for people
record Condition(String type, boolean holds, String reason, String message) {

  static final String READY = "Ready";

  static Condition ready(String message) {
    return new Condition(READY, true, "Reconciled", message);
  }

  static Condition notReady(String reason, String message) {
    return new Condition(READY, false, reason, message);
  }
}
