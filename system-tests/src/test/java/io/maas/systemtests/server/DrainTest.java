package io.maas.systemtests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that was told to end, and has long to take leave.
class DrainTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HEALTH = "/maas-api/health";
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void answersUntilItIsToldASecondTime() {
    try (MaasProcess maas =
        MaasProcess.start(folder.resolve("maas"), "--drain", "10m", "--drain-at-most", "20m")) {
      // given
      Caller client = Caller.at(maas.url());
      Caller operator = Caller.at(maas.managementUrl());
      assertThat(client.get(HEALTH).headers().firstValue("connection")).isEmpty();

      // when
      maas.launched().process().destroy();

      // then
      Eventually.holds("it drains", PATIENCE, () -> operator.get("/ready").status() == 503);
      assertThat(operator.get("/ready").body()).startsWith("{\"ready\":false,\"draining\":true,");
      Answer answer = client.get(HEALTH);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().firstValue("connection")).hasValue("close");
      assertThat(Caller.at(maas.url()).get(HEALTH).status()).isEqualTo(200);
      assertThat(maas.terminate()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }
}
