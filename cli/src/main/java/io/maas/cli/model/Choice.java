package io.maas.cli.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which of the models is to be used.
public sealed interface Choice {

  /// That one.
  ///
  /// @param model what to write into a body's `model`
  record Chosen(String model, Offer offer) implements Choice {}

  /// None, or nobody knows which.
  record Unclear(String problem) implements Choice {}

  /// Chooses: the one that is named, or the only one.
  ///
  /// @param model how it was named; null if it was not
  /// @param subscription through which it is to be used; null for any
  static Choice of(List<Offer> all, @Nullable String model, @Nullable String subscription) {
    List<Offer> offers = all.stream().filter(offer -> isThrough(offer, subscription)).toList();
    String through = subscription == null ? "" : " through subscription " + subscription;
    if (offers.isEmpty()) {
      return new Unclear(
          "no model" + through + " (expected: at least one; `maas models` shows who may use what)");
    }
    if (model == null) {
      return offers.size() == 1
          ? new Chosen(name(offers.getFirst(), offers), offers.getFirst())
          : new Unclear(
              offers.size()
                  + " models"
                  + through
                  + " (expected: --model with one of: "
                  + names(offers)
                  + ")");
    }
    return offers.stream()
        .filter(offer -> offer.goesBy(model))
        .findFirst()
        .<Choice>map(offer -> new Chosen(model, offer))
        .orElseGet(() ->
            new Unclear(
                "model "
                    + model
                    + through
                    + ": not found (expected: one of: "
                    + names(offers)
                    + ")"));
  }

  private static boolean isThrough(Offer offer, @Nullable String subscription) {
    return subscription == null
        || offer.subscriptions().contains(subscription)
        || offer.subscriptions().contains(subscription.replaceFirst(".*/", ""));
  }

  private static String names(List<Offer> offers) {
    return offers.stream().map(offer -> name(offer, offers)).collect(Collectors.joining(", "));
  }

  /// The short name where no other model has it.
  private static String name(Offer offer, List<Offer> offers) {
    boolean only = offers.stream().filter(other -> other.goesBy(offer.shortName())).count() == 1;
    return only ? offer.shortName() : offer.id();
  }
}
