package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One tier: who is in it, and what each of them may use of all models together.
///
/// @param level of a user's tiers the one with the highest level applies
/// @param limits none at all where the map is the reference's, which keeps them elsewhere; nothing
///   here has a price, so none of them counts cost
/// @param failsOpen whether its requests are served uncounted while the counters cannot tell
public record TierSpec(
    String name,
    Display display,
    int level,
    Set<String> groups,
    List<RateSpec> limits,
    Enforcement enforcement,
    boolean failsOpen) {

  private static final Rule NAME =
      Rule.matching(
          "1 to 63 letters, digits, -, _ and ., a letter or digit at both ends",
          "[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?",
          63);

  static TierSpec read(Fields tier) {
    Fields rates = tier.section("limits");
    List<RateSpec> limits =
        new ArrayList<>(RateSpec.read(rates.objects("requests"), Choice.OF_REQUESTS));
    limits.addAll(RateSpec.read(rates.objects("tokens"), Choice.OF_TOKENS));
    return new TierSpec(
        tier.text("name", NAME),
        new Display(
            tier.textOrNull("displayName", Rules.FREE), tier.textOrNull("description", Rules.FREE)),
        (int) tier.whole("level", Integer.MIN_VALUE, Integer.MAX_VALUE),
        new HashSet<>(tier.texts("groups", Rules.SUBJECT)),
        limits,
        tier.choice("enforcement", Enforcement.class, Enforcement.SETTLE),
        Parts.failsOpen(tier));
  }
}
