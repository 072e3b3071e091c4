package io.maas.http.egress;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/// Asks what addresses a name stands for.
@FunctionalInterface
public interface Lookup {

  /// In the order in which they are to be tried; fails if nobody knows the name.
  Future<List<InetAddress>> find(String name);

  /// As the system resolves names: its files and its name servers. The JDK remembers what it found
  /// for 30 seconds (`networkaddress.cache.ttl`).
  ///
  /// @param aside runs what blocks
  public static Lookup ofSystem(WorkerExecutor aside) {
    return name ->
        aside
            .executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
            .map(Objects::requireNonNull);
  }
}
