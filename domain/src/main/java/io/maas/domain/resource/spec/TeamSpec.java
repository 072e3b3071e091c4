package io.maas.domain.resource.spec;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// People who share limits, whichever subscriptions they use.
///
/// @param displayName what people are told
/// @param members may be nobody yet
/// @param owners who answers for it, and sees what its members use
/// @param organization whose team it is. For people: a request is paid by whom its subscription
///   names
/// @param costCenter likewise
/// @param limits over all that its members use
/// @param enforcement of these
public record TeamSpec(
    @Nullable String displayName,
    Subjects members,
    Subjects owners,
    @Nullable String organization,
    @Nullable String costCenter,
    List<RateSpec> limits,
    Enforcement enforcement)
    implements Spec {

  static TeamSpec read(Fields spec) {
    return new TeamSpec(
        spec.textOrNull("displayName", Rules.FREE),
        Parts.subjects(spec),
        Parts.subjects(spec.section("owners")),
        spec.textOrNull("organization", Rules.FREE),
        spec.textOrNull("costCenter", Rules.FREE),
        RateSpec.read(spec.objects("limits"), Choice.TEAM),
        spec.choice("enforcement", Enforcement.class, Enforcement.SETTLE));
  }
}
