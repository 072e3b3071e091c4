package io.maas.domain.catalog;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Limit;
import java.util.List;

/// People who share limits, whichever subscriptions they use.
///
/// @param name unique in the tenant
/// @param members who is in it
/// @param limits over all that its members use
public record Team(String name, Subjects members, List<Limit> limits) {
  public Team {
    limits = List.copyOf(limits);
  }
}
