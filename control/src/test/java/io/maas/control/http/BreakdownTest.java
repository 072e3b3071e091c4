package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakdownTest {

  @Test
  void saysThatTheStoreIsAway() {
    Answer answer =
        usageOver(new UncheckedIOException("db.internal:5432 refused", new IOException("secret")));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().body()).doesNotContain("5432", "secret", "Exception");
  }

  @Test
  void saysNothingOfABug() {
    Answer answer = usageOver(new IllegalStateException("at /home/someone/Secret.java"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.response().body()).isEqualTo("{\"error\":\"internal error\"}");
  }

  private static Answer usageOver(RuntimeException failure) {
    Ledger broken =
        new Ledger() {
          @Override
          public void append(List<UsageRecord> records) {
            throw failure;
          }

          @Override
          public List<UsageRow> usage(UsageQuery query) {
            throw failure;
          }

          @Override
          public SpentSum spent(SpentQuery query) {
            throw failure;
          }
        };
    try (ControlServer control = ControlServer.start(ports -> ports.writingTo(broken))) {
      return control.sendOnly(control.request(control.admin, "/v1/usage").build());
    }
  }
}
