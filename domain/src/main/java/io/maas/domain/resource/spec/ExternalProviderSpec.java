package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.util.Map;

/// Somebody else's endpoint.
///
/// @param provider whose
/// @param endpoint its host
/// @param auth how it knows us
/// @param config fills the placeholders of paths; `port` and `tls` are ours
public record ExternalProviderSpec(
    String provider, String endpoint, AuthSpec auth, Map<String, String> config) implements Spec {

  static ExternalProviderSpec read(Fields spec) {
    return new ExternalProviderSpec(
        spec.text("provider", Rules.SHORT_NAME),
        spec.text("endpoint", Rules.FULL_HOST),
        AuthSpec.read(spec.object("auth")),
        config(spec));
  }

  /// Free texts, but for those that decide where to connect.
  static Map<String, String> config(Fields spec) {
    Map<String, String> config = spec.textMap("config", Rules.NAME, Rules.FREE);
    check(spec, config, "port", Rules.PORT);
    check(spec, config, "tls", Rules.FLAG);
    return config;
  }

  private static void check(Fields spec, Map<String, String> config, String key, Rule rule) {
    String value = config.get(key);
    if (value != null && !rule.accepts().test(value)) {
      spec.section("config").refuse(key, rule.expected());
    }
  }
}
