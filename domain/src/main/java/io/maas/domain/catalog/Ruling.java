package io.maas.domain.catalog;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision.Denied;
import io.maas.domain.catalog.Decision.Granted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision, and what it is due to: who asks for reasons is told the resources that decide.
///
/// @param subscriptions that decide against the caller
/// @param model that does, since no policy lets the caller in
record Ruling(Decision decision, List<Subscription> subscriptions, @Nullable Model model) {

  static Ruling granted(Granted granted) {
    return new Ruling(granted, List.of(), null);
  }

  static Ruling denied(Refusal refusal) {
    return new Ruling(new Denied(refusal), List.of(), null);
  }

  static Ruling forbidden(String message, List<Subscription> by) {
    return new Ruling(new Denied(new Refusal.Forbidden(message)), by, null);
  }

  /// @param by null where there is none of the name
  static Ruling forbidden(String message, @Nullable Subscription by) {
    return forbidden(message, by == null ? List.of() : List.of(by));
  }

  static Ruling forbidden(String message, Model by) {
    return new Ruling(new Denied(new Refusal.Forbidden(message)), List.of(), by);
  }

  /// A name that means several models that the caller may use.
  static Ruling ambiguous(String name, List<Ruling> granted) {
    return denied(
        new Refusal.AmbiguousModel(
            name,
            granted.stream()
                .map(each -> ((Granted) each.decision).model().id().toString())
                .sorted()
                .toList()));
  }

  boolean grants() {
    return decision instanceof Granted;
  }
}
