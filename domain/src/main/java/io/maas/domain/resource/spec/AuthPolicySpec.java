package io.maas.domain.resource.spec;

import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.resource.Fields;
import java.util.List;

/// Who may call which models.
///
/// @param models at least one
/// @param subjects at least one group or user
/// @param metering kept, and not used, as in the reference
public record AuthPolicySpec(List<ModelId> models, Subjects subjects, Attribution metering)
    implements Spec {

  static AuthPolicySpec read(Fields spec) {
    List<ModelId> models =
        spec.objects("modelRefs", 1, Integer.MAX_VALUE).stream().map(Parts::model).toList();
    Fields subjects = spec.object("subjects");
    Subjects named = Parts.subjects(subjects);
    if (named.groups().isEmpty() && named.users().isEmpty()) {
      subjects.refuse("groups", "at least one group or user");
    }
    return new AuthPolicySpec(models, named, Parts.attribution(spec.section("meteringMetadata")));
  }
}
