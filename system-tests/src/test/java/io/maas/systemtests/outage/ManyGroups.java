package io.maas.systemtests.outage;

import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Tenancy;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Somebody who is in hundreds of groups, all of which are in every line of the journal: some
/// hundred requests fill it.
final class ManyGroups {

  private static final int GROUPS = 400;

  private ManyGroups() {}

  /// A key of such a person, bound to the tenancy's subscription.
  static Caller caller(MaasProcess maas, Tenancy tenancy) {
    String[] groups =
        Stream.concat(
                Stream.of(tenancy.name()),
                IntStream.range(0, GROUPS).mapToObj(i -> "g" + i + "-" + "x".repeat(100)))
            .toArray(String[]::new);
    Caller owner = Administrator.of(maas).user("everywhere", groups);
    return Administrator.key(owner, "everywhere", tenancy.name()).caller();
  }
}
