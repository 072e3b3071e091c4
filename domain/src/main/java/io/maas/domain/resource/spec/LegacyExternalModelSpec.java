package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that others serve, as the first generation says it: all in one, with the connection in
/// annotations.
///
/// @param provider whose
/// @param targetModel the model's name there, which clients use too
/// @param endpoint its host
/// @param credential the secret whose `api-key` it wants
/// @param tls whether to speak TLS
/// @param port where, or null for the protocol's own
public record LegacyExternalModelSpec(
    String provider,
    String targetModel,
    String endpoint,
    String credential,
    boolean tls,
    @Nullable String port)
    implements Spec {

  private static final String TLS = "maas.opendatahub.io/tls";
  private static final String PORT = "maas.opendatahub.io/port";

  static LegacyExternalModelSpec read(Resource resource, Fields spec, List<Violation> violations) {
    String tls = annotation(resource, TLS, Rules.FLAG, violations);
    return new LegacyExternalModelSpec(
        spec.text("provider", Rules.SHORT_NAME),
        spec.text("targetModel", Rules.NAME),
        spec.text("endpoint", Rules.HOST),
        spec.object("credentialRef").text("name", Rules.NAME),
        !"false".equals(tls),
        annotation(resource, PORT, Rules.PORT, violations));
  }

  private static @Nullable String annotation(
      Resource resource, String name, Rule rule, List<Violation> violations) {
    String value = resource.annotations().get(name);
    if (value != null && !rule.accepts().test(value)) {
      violations.add(
          new Violation("metadata.annotations[" + name + "]", '"' + value + '"', rule.expected()));
    }
    return value;
  }
}
