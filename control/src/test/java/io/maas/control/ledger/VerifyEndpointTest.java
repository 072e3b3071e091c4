package io.maas.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.Verification.Finding;
import io.maas.domain.ledger.Verification.Kind;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyEndpointTest {

  private static ControlServer control;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  void tellsWhatIsFoundChainByChain() {
    control.books.finds(
        new Verification(
            List.of(
                new Verification.Chain(
                    "gateway-1",
                    3,
                    50,
                    2,
                    7,
                    List.of(new Finding(Kind.ALTERED, 3, new UUID(0, 1), "it is not")),
                    1)),
            List.of("ab12"),
            new Cursor(1, 50)));

    Answer answer =
        control.get(control.admin, "/v1/ledger/verify?from=2026-03-01T00:00:00Z&after=1:25");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body())
        .isEqualTo(
            "{\"object\":\"ledger.verification\",\"chains\":[{\"chain\":\"gateway-1\","
                + "\"begins\":3,\"records\":50,\"checkpoints\":2,\"unsigned\":7,\"found\":1,\"findings\":"
                + "[{\"kind\":\"altered\",\"seq\":3,"
                + "\"id\":\"00000000-0000-0000-0000-000000000001\",\"what\":\"it is not\"}]}],"
                + "\"other_keys\":[\"ab12\"],\"next\":\"1:50\"}");
    assertThat(control.books.asked().getLast())
        .isEqualTo(
            new VerificationQuery(Instant.parse("2026-03-01T00:00:00Z"), null, new Cursor(1, 25)));
  }

  @ParameterizedTest
  @CsvSource({
    "after=there, after: there (expected: the `next` of the answer before)",
    "from=now, 'from: now (expected: a date and time such as 2026-01-31T12:00:00Z)'"
  })
  void saysWhatIsWrong(String query, String message) {
    Answer answer = control.get(control.admin, "/v1/ledger/verify?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(message);
  }

  @Test
  void isForAdministratorsOnly() {
    assertThat(control.get(control.user("alice"), "/v1/ledger/verify").status()).isEqualTo(403);
  }
}
