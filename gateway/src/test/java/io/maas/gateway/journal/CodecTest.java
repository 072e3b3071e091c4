package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.barestIntent;
import static io.maas.testkit.metering.UsageRecords.cancelled;
import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.fallbackIntent;
import static io.maas.testkit.metering.UsageRecords.intent;
import static io.maas.testkit.metering.UsageRecords.mediaIntent;
import static io.maas.testkit.metering.UsageRecords.ofMedia;
import static io.maas.testkit.metering.UsageRecords.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Attempt;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static final UUID ID = UUID.fromString("0191d2a4-7c1e-7a8b-9c65-2b2f6d1c3e4f");

  /// What version 3 wrote of the test kit's intent, with the trace `b7`.
  private static final String THIRD_INTENT =
      "AQAAAAAAAAABAwGR0qR8HnqLnGUrL20cPk+Q2oqwDaq03nVWY2xpZW50LTAxOTFkMmE0LTdjMWUtN2E4"
          + "Yi05YzY1LTJiMmY2ZDFjM2U0ZiZtb2RlbHMtYXMtYS1zZXJ2aWNlCmFsaWNlBChzeXN0ZW06YXV0aGVu"
          + "dGljYXRlZB50aWVyLWZyZWUtdXNlcnNIMDE5MWQyYTQtN2MxZS03YThiLTljNjUtMmIyZjZkMWMzZTRm"
          + "VG1vZGVscy1hcy1hLXNlcnZpY2Uvc2ltdWxhdG9yLXN1YnNjcmlwdGlvbkZpYm0tZ3Jhbml0ZS9ncmFu"
          + "aXRlLTMuMS0yYi1pbnN0cnVjdCxsbG0vaWJtLWdyYW5pdGUtMmItZ3B1RmlibS1ncmFuaXRlL2dyYW5p"
          + "dGUtMy4xLTJiLWluc3RydWN0EnJlcGxpY2EtMRBpbnRlcm5hbAxvcGVuYWkBEHJlc2VhcmNoCmNjLTQy"
          + "Ag5wcm9qZWN0CmF0bGFzBlVTRMC4AlSAAniABARiNw==";

  private static final String THIRD_OUTCOME =
      "AgAAAAAAAAABAwGR0qR8HnqLnGUrL20cPk/mBwIBAQAAAgIEEnJlcGxpY2EtMQAbDgYCEnJlcGxpY2Et"
          + "Mu4HGw4GAlQOgAI=";

  private final FrameWriter frame = new FrameWriter();

  @Test
  void keepsEverythingOfAnIntent() {
    assertThat(copy(intent(ID))).isEqualTo(intent(ID));
    assertThat(copy(barestIntent(ID))).isEqualTo(barestIntent(ID));
    assertThat(copy(fallbackIntent(ID))).isEqualTo(fallbackIntent(ID));
    assertThat(copy(mediaIntent(ID))).isEqualTo(mediaIntent(ID));
  }

  @Test
  void keepsEverythingOfAnOutcome() {
    assertThat(copy(completed(ID, 10, 20))).isEqualTo(completed(ID, 10, 20));
    assertThat(copy(cancelled(ID))).isEqualTo(cancelled(ID));
    assertThat(copy(replayed(ID))).isEqualTo(replayed(ID));
    assertThat(copy(ofMedia(ID))).isEqualTo(ofMedia(ID));
  }

  @ParameterizedTest
  @EnumSource
  void keepsHowARequestEnded(End end) {
    Outcome outcome =
        new Outcome(
            ID,
            0,
            end,
            null,
            null,
            Usage.unknown(),
            Charged.NOTHING,
            null,
            Duration.ZERO,
            List.of());
    assertThat(copy(outcome)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1L << 34, Long.MAX_VALUE, Long.MIN_VALUE})
  void keepsNumbersOfAnySizeAndSign(long number) {
    frame.start(EntryType.INTENT, 0, ID).number(number);
    assertThat(new PayloadReader(body()).number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ä€😀", "\u0000", "\ud800"})
  void keepsTextOfAnyLanguage(String text) {
    frame.start(EntryType.INTENT, 0, ID).text(text);
    String expected = text.equals("\ud800") ? "?" : text;
    assertThat(new PayloadReader(body()).text()).isEqualTo(expected);
  }

  @Test
  void growsWithItsRecord() {
    String text = "x".repeat(1_000_000);
    frame.start(EntryType.INTENT, 0, ID).text("before").text(text).text("after");
    PayloadReader reader = new PayloadReader(body());
    assertThat(List.of(reader.text(), reader.text(), reader.text()))
        .containsExactly("before", text, "after");
  }

  @Test
  void makesAnyOutcomeFitIntoItsRoom() {
    Outcome longest = longest("😀".repeat(10_000), 1000);
    assertThat(OutcomeCodec.write(frame, 0, longest).length()).isGreaterThan(Frames.OUTCOME_ROOM);
    assertThat(OutcomeCodec.write(frame, Long.MAX_VALUE, Clip.of(longest)).length())
        .isLessThanOrEqualTo(Frames.OUTCOME_ROOM);
    Outcome read = OutcomeCodec.read(body());
    assertThat(read.usage()).isEqualTo(longest.usage());
    assertThat(read.finishReason()).isEqualTo("😀".repeat(16));
  }

  @Test
  void leavesAnOutcomeThatFitsAsItIs() {
    assertThat(Clip.of(completed(ID, 1, 2))).isEqualTo(completed(ID, 1, 2));
    assertThat(Clip.of(cancelled(ID))).isEqualTo(cancelled(ID));
  }

  @Test
  void refusesARecordOfAVersionThatItDoesNotKnow() {
    IntentCodec.write(frame, 0, intent(ID), "");
    byte[] body = body();
    body[Frames.PAYLOAD] = 9;
    assertThatIllegalStateException()
        .isThrownBy(() -> IntentCodec.read(body))
        .withMessage("journal record version: 9 (expected: 1 to 5)");
  }

  /// A gateway that is replaced by this one leaves such records.
  @Test
  void readsWhatTheFirstVersionWrote() {
    IntentCodec.write(frame, 0, barestIntent(ID), "");
    byte[] intent = Arrays.copyOf(body(), body().length - 8);
    intent[Frames.PAYLOAD] = 1;
    assertThat(IntentCodec.read(intent)).isEqualTo(barestIntent(ID));
    assertThat(IntentCodec.trace(intent)).isEmpty();

    OutcomeCodec.write(frame, 0, completed(ID, 10, 20));
    byte[] outcome = Arrays.copyOf(body(), body().length - 7);
    outcome[Frames.PAYLOAD] = 1;
    assertThat(OutcomeCodec.read(outcome)).isEqualTo(completed(ID, 10, 20));
  }

  @Test
  void readsWhatTheSecondVersionWrote() {
    IntentCodec.write(frame, 0, barestIntent(ID), "");
    byte[] intent = Arrays.copyOf(body(), body().length - 6);
    intent[Frames.PAYLOAD] = 2;
    assertThat(IntentCodec.read(intent)).isEqualTo(barestIntent(ID));
    assertThat(IntentCodec.trace(intent)).isEmpty();
  }

  @Test
  void readsWhatTheThirdVersionWrote() {
    byte[] intent = Base64.getDecoder().decode(THIRD_INTENT);
    assertThat(IntentCodec.read(intent)).isEqualTo(intent(ID));
    assertThat(IntentCodec.trace(intent)).isEqualTo("b7");
    assertThat(OutcomeCodec.read(Base64.getDecoder().decode(THIRD_OUTCOME)))
        .isEqualTo(cancelled(ID));
  }

  @Test
  void readsWhatTheFourthVersionWrote() {
    IntentCodec.write(frame, 0, barestIntent(ID), "b7");
    byte[] intent = Arrays.copyOf(body(), body().length - 3);
    intent[Frames.PAYLOAD] = 4;
    assertThat(IntentCodec.read(intent)).isEqualTo(barestIntent(ID));
    assertThat(IntentCodec.trace(intent)).isEqualTo("b7");

    OutcomeCodec.write(frame, 0, replayed(ID));
    byte[] outcome = Arrays.copyOf(body(), body().length - 3);
    outcome[Frames.PAYLOAD] = 4;
    assertThat(OutcomeCodec.read(outcome)).isEqualTo(replayed(ID));
  }

  private static Outcome longest(String text, int attempts) {
    OptionalLong most = OptionalLong.of(Long.MAX_VALUE);
    OptionalLong least = OptionalLong.of(Long.MIN_VALUE);
    Media all = new Media(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    Usage usage = new Usage(most, least, most, least, true, all);
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    Attempt attempt = new Attempt(text, Integer.MIN_VALUE, usage);
    return new Outcome(
        ID,
        Integer.MIN_VALUE,
        End.FAILED,
        text,
        text,
        usage,
        new Charged(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, all),
        ever,
        ever,
        Collections.nCopies(attempts, attempt));
  }

  private Intent copy(Intent intent) {
    IntentCodec.write(frame, 1, intent, "b7");
    assertThat(IntentCodec.trace(body())).isEqualTo("b7");
    return IntentCodec.read(body());
  }

  private Outcome copy(Outcome outcome) {
    OutcomeCodec.write(frame, 1, outcome);
    return OutcomeCodec.read(body());
  }

  private byte[] body() {
    return Arrays.copyOfRange(frame.array(), Frames.HEAD, frame.length());
  }
}
