package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.revocation.Burst;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key that is in use at three gateways when it is revoked at the control plane.
class RevokedEverywhereTest {

  private static final int GATEWAYS = 3;
  private static final int CLIENTS = 8;

  /// A second is promised; a machine with other things to do may take three.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void refusesTenRevokedKeysAtEveryGateway() {
    refusesRevokedKeys(10);
  }

  @Test
  @Tag("soak")
  void refusesAHundredRevokedKeysAtEveryGateway() {
    refusesRevokedKeys(100);
  }

  private void refusesRevokedKeys(int keys) {
    try (Fleet fleet = new Fleet(folder, GATEWAYS)) {
      SharedLimit limit = SharedLimit.in(fleet, "revoked", 1_000_000_000);
      Duration worst = Duration.ZERO;
      for (int i = 0; i < keys; i++) {
        // given
        Administrator.Key key = Administrator.key(limit.owner(), "revoked-" + i, "revoked");
        List<Caller> callers = fleet.at(key);
        callers.forEach(caller -> SharedLimit.awaitKnown(caller, "revoked"));
        List<Burst> bursts =
            callers.stream().map(caller -> Burst.of(CLIENTS, caller, limit.model())).toList();
        try {
          // when
          long revoked = System.nanoTime();
          fleet.administrator().revoke(key);

          // then
          for (Burst burst : bursts) {
            Duration passed = burst.passedAfter(revoked);
            worst = passed.compareTo(worst) > 0 ? passed : worst;
            assertThat(burst.refusedOtherwise()).isZero();
          }
        } finally {
          bursts.forEach(Burst::close);
          callers.forEach(caller -> caller.client().shutdownNow());
        }
      }
      System.out.printf(
          "revoked %d keys in bursts of %d clients at each of %d gateways: the last request that"
              + " passed was sent at worst %d ms after the revocation was asked for%n",
          keys, CLIENTS, GATEWAYS, worst.toMillis());
      assertThat(worst).isLessThan(AT_MOST);
    }
  }
}
