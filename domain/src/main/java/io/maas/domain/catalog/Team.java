package io.maas.domain.catalog;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Limit;
import java.util.List;

/// People who share limits, whichever subscriptions they use.
///
/// @param name unique in the tenant
/// @param members who is in it
/// @param owners who answers for it; they may be no members
/// @param limits over all that its members use
public record Team(String name, Subjects members, Subjects owners, List<Limit> limits) {
  public Team {
    limits = List.copyOf(limits);
  }

  /// A team that nobody owns.
  public Team(String name, Subjects members, List<Limit> limits) {
    this(name, members, Subjects.NONE, limits);
  }
}
