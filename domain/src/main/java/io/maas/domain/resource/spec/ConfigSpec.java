package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.util.Objects;

/// What the reference decides for a whole cluster. Kept for those who declare it; nothing here
/// scrapes a Limitador, and usage is in the ledger in any case.
///
/// @param scrapeInterval how often the reference asks its Limitador
/// @param usageLogging whether the reference logs each request's use
public record ConfigSpec(String scrapeInterval, boolean usageLogging) implements Spec {

  private static final String USUAL = "30s";
  private static final Rule INTERVAL =
      Rule.matching(
          "at most 16 characters such as 30s or 1m30s", "([0-9]+(\\.[0-9]+)?(ms|s|m|h))+", 16);

  static ConfigSpec read(Fields spec) {
    return new ConfigSpec(
        Objects.requireNonNullElse(spec.textOrNull("limitadorScrapeInterval", INTERVAL), USUAL),
        spec.flag("usageLogging", false));
  }
}
