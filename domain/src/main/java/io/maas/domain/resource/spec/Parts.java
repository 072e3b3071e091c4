package io.maas.domain.resource.spec;

import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.resource.Fields;
import java.util.HashSet;
import java.util.Set;

/// The parts that several kinds have in common.
final class Parts {

  private Parts() {}

  /// `{groups: [{name}], users: []}`.
  static Subjects subjects(Fields subjects) {
    Set<String> groups = new HashSet<>();
    for (Fields group : subjects.objects("groups")) {
      groups.add(group.text("name", Rules.SUBJECT));
    }
    return new Subjects(groups, new HashSet<>(subjects.texts("users", Rules.SUBJECT)));
  }

  /// `failureMode`: what becomes of requests while the counters cannot tell.
  static boolean failsOpen(Fields spec) {
    return "open".equals(spec.textOrNull("failureMode", Rules.FAILURE_MODE));
  }

  /// `{organizationId, costCenter, labels}`.
  static Attribution attribution(Fields metadata) {
    return new Attribution(
        metadata.textOrNull("organizationId", Rules.FREE),
        metadata.textOrNull("costCenter", Rules.FREE),
        metadata.textMap("labels", Rules.NAME, Rules.FREE));
  }

  /// `{name, namespace}`.
  static ModelId model(Fields ref) {
    String name = ref.text("name", Rules.SHORT_NAME);
    return new ModelId(ref.text("namespace", Rules.SHORT_NAME), name);
  }
}
