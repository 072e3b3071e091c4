package io.maas.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.ledger.Backfill;
import io.maas.domain.ledger.Imported;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.UsageRecord;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportEndpointTest {

  private static final String LINE =
      "{'id':'chatcmpl-1','at':'2026-02-01T12:00:00Z','user':'ada','subscription':'ns/gold',"
          + "'model':'llm/granite','input_tokens':10,'cached_tokens':4,'output_tokens':5,"
          + "'price_nanos':20000,'currency':'EUR','cost_center':'cc-1'}";

  private final ControlServer control = ControlServer.start();

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer post(String lines) {
    return control.post(control.admin, "/v1/ledger/import", lines);
  }

  private Backfill taken() {
    return (Backfill) control.books.asked().getLast();
  }

  @Test
  void takesOneRecordALine() {
    control.books.takes(new Imported.Taken(2));

    Answer answer = post(LINE + "\n\n" + LINE.replace("chatcmpl-1", "chatcmpl-2") + "\n");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("records").asInt()).isEqualTo(2);
    assertThat(answer.text("sha256")).isEqualTo(taken().digest()).hasSize(64);
    assertThat(taken().by()).isEqualTo("root");
    UsageRecord first = taken().records().getFirst();
    assertThat(first.intent().tenant()).isEqualTo(ControlServer.TENANT);
    assertThat(first.intent().correlation().clientRequestId()).isEqualTo("chatcmpl-1");
    assertThat(first.intent().at()).isEqualTo(Instant.parse("2026-02-01T12:00:00Z"));
    assertThat(first.cost()).contains(new Money(15 * 20_000, "EUR"));
    assertThat(first.outcome().charged()).isEqualTo(new Charged(10, 4, 5));
  }

  @Test
  void takesTheSessionAndAPriceOfEachKind() {
    post(
        LINE.replace(
            "'price_nanos':20000",
            "'session':'s-1','price_nanos':100,'cached_price_nanos':10,'output_price_nanos':1000"));

    UsageRecord first = taken().records().getFirst();
    assertThat(first.intent().correlation().session()).isEqualTo("s-1");
    assertThat(first.cost()).contains(new Money(6 * 100 + 4 * 10 + 5 * 1000, "EUR"));
  }

  @Test
  void takesWhatWasTakenBesideTokens() {
    post(
        LINE.replace(
            "'price_nanos':20000",
            "'images':2,'seconds':9,'price_nanos':0,'image_price_nanos':100,'second_price_nanos':7"));

    UsageRecord first = taken().records().getFirst();
    assertThat(first.outcome().charged().media()).isEqualTo(new Media(9, 0, 2));
    assertThat(first.cost()).contains(new Money(2 * 100 + 9 * 7, "EUR"));
  }

  @Test
  void knowsARecordWhateverFileItIsIn() {
    post(LINE);
    UUID id = taken().records().getFirst().intent().id();
    post("\n" + LINE);

    assertThat(taken().records().getFirst().intent().id()).isEqualTo(id);
    assertThat(id.version()).isEqualTo(7);
    post(LINE.replace("chatcmpl-1", id.toString()));
    assertThat(taken().records().getFirst().intent().id()).isEqualTo(id);
  }

  @Test
  void refusesWhatIsThereAlready() {
    control.books.takes(new Imported.SameFile(Instant.EPOCH, "eve"));
    assertThat(post(LINE).status()).isEqualTo(409);
    assertThat(post(LINE).error())
        .isEqualTo(
            "this file was imported at 1970-01-01T00:00:00Z by eve (expected: one that was not);"
                + " nothing was imported");

    control.books.takes(new Imported.Overlapping(new UUID(0, 1), 3));
    assertThat(post(LINE).error())
        .startsWith("3 of its records are in the ledger, one of them 00000000-")
        .endsWith("nothing was imported");

    control.books.takes(new Imported.Unfit("too old"));
    assertThat(post(LINE).error()).isEqualTo("too old; nothing was imported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'user':'ada', | | line 2: user: missing (expected: a text)",
        "'at':'2026-02-01T12:00:00Z', | 'at':'today', | line 2: at: today (expected: a date and",
        "'input_tokens':10, | 'input_tokens':-1, | line 2: input_tokens: -1 (expected: a whole",
        "'currency':'EUR', | | line 2: price_nanos, currency: one alone (expected: both,",
        "'id' | 'tokens':1,'id' | line 2: tokens: no field of a record",
        "'id' | 'id | line 2: body: "
      })
  void takesNothingOfAFileWithALineThatIsWrong(String found, String instead, String message) {
    String second =
        LINE.replace("chatcmpl-1", "chatcmpl-2").replace(found, instead == null ? "" : instead);

    Answer answer = post(LINE + "\n" + second);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith(message).endsWith("nothing was imported");
    assertThat(control.books.asked()).isEmpty();
  }

  @Test
  void takesNothingOfAFileThatHasARecordTwice() {
    assertThat(post(LINE + "\n" + LINE).error())
        .isEqualTo("line 2: the id of line 1; nothing was imported");
    assertThat(post("\n").error()).isEqualTo("body: empty (expected: one record a line)");
  }

  @Test
  void takesLargerBodiesThanOthersDo() {
    String large =
        LINE.replace(
            "'user'", "'finish_reason':'" + "x".repeat(ControlServer.MAX_BODY) + "','user'");

    assertThat(post(large).status()).isEqualTo(201);
  }

  @Test
  void isForAdministratorsOnly() {
    assertThat(control.post(control.user("alice"), "/v1/ledger/import", LINE).status())
        .isEqualTo(403);
  }
}
