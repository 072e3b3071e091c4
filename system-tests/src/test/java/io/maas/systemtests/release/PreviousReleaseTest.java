package io.maas.systemtests.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.SimProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway of the release before goes on against the schema and the control of this one.
@Tag("slow")
class PreviousReleaseTest {

  private static final int REQUESTS = 20;

  @TempDir Path folder;

  @Test
  void gatewayOfTheReleaseBeforeServesRefusesAndRecords() {
    Optional<PreviousRelease> before = PreviousRelease.build();
    assumeTrue(before.isPresent(), "no release was tagged yet");

    try (SimProcess simulator = SimProcess.start(folder);
        MaasProcess control =
            MaasProcess.start(
                folder.resolve("control"),
                "--role",
                "control",
                "--simulator-url",
                simulator.url());
        MaasProcess gateway =
            MaasProcess.gatewayOf(
                before.orElseThrow().program(),
                folder.resolve("gateway"),
                "--postgres",
                control.facts().postgresUrl())) {
      Tenancy tenancy = Tenancy.in(control, simulator, "upgrade");
      Caller caller =
          Caller.at(gateway.url()).as(Objects.requireNonNull(tenancy.caller().credential()));
      ObjectNode chat = Chat.of(tenancy.model(), "Hello.", 16);

      Eventually.holds(
          "the old gateway knows what the new control declared",
          Duration.ofSeconds(30),
          () -> caller.post(Chat.PATH, chat).status() == 200);
      for (int i = 0; i < REQUESTS; i++) {
        caller.post(Chat.PATH, chat).expect(200);
      }
      gateway.awaitDrained();
      List<Served> book = simulator.book();
      Reconciliation.of(
              new LedgerTable(control.facts().postgresUrl())
                  .of("upgrade", book.stream().map(Served::requestId).collect(Collectors.toSet())),
              book)
          .verify();
      assertThat(book).hasSizeGreaterThan(REQUESTS);

      Administrator.of(control).revoke(tenancy.key());
      Eventually.holds(
          "a key that the new control revoked is refused",
          Duration.ofSeconds(5),
          () -> caller.post(Chat.PATH, chat).status() == 401);
    }
  }
}
