package io.maas.gateway.journal;

import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Attempt;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An outcome in bytes, as [IntentCodec] has it for intents.
final class OutcomeCodec {

  private static final int INPUT = 1;
  private static final int CACHED = 2;
  private static final int OUTPUT = 4;
  private static final int REASONING = 8;
  private static final int ESTIMATED = 16;
  private static final int MEDIA = 32;

  private OutcomeCodec() {}

  static FrameWriter write(FrameWriter into, long millis, Outcome outcome) {
    into.start(EntryType.OUTCOME, millis, outcome.id());
    into.number(outcome.status()).flags(code(outcome.end()));
    into.text(outcome.finishReason()).text(outcome.reportedModel());
    usage(into, outcome.usage());
    Duration firstToken = outcome.firstToken();
    into.flags(firstToken == null ? 0 : 1);
    if (firstToken != null) {
      into.duration(firstToken);
    }
    into.duration(outcome.duration()).number(outcome.attempts().size());
    for (Attempt attempt : outcome.attempts()) {
      into.text(attempt.endpoint()).number(attempt.status());
      usage(into, attempt.usage());
    }
    Charged charged = outcome.charged();
    into.number(charged.input()).number(charged.cached()).number(charged.output());
    into.flags(outcome.replayed() ? 1 : 0);
    return MediaCodec.write(into, charged.media());
  }

  private static void usage(FrameWriter into, Usage usage) {
    into.flags(
        (usage.input().isPresent() ? INPUT : 0)
            | (usage.cached().isPresent() ? CACHED : 0)
            | (usage.output().isPresent() ? OUTPUT : 0)
            | (usage.reasoning().isPresent() ? REASONING : 0)
            | (usage.estimated() ? ESTIMATED : 0)
            | (usage.media().isNone() ? 0 : MEDIA));
    into.numberIfPresent(usage.input()).numberIfPresent(usage.cached());
    into.numberIfPresent(usage.output()).numberIfPresent(usage.reasoning());
    if (!usage.media().isNone()) {
      MediaCodec.write(into, usage.media());
    }
  }

  static Outcome read(byte[] body) {
    PayloadReader from = new PayloadReader(body);
    int status = from.count();
    End end = end(from.flags());
    String finishReason = from.textOrNull();
    String reportedModel = from.textOrNull();
    Usage usage = usage(from);
    Duration firstToken = firstToken(from);
    Duration duration = from.duration();
    List<Attempt> attempts = attempts(from);
    Charged charged =
        from.version() > 1
            ? new Charged(from.number(), from.number(), from.number())
            : Charged.as(usage);
    boolean replayed = from.version() > 3 && from.flags() == 1;
    Charged all = charged.with(MediaCodec.read(from));
    return new Outcome(
        from.id(),
        status,
        end,
        finishReason,
        reportedModel,
        usage,
        all,
        replayed,
        firstToken,
        duration,
        attempts);
  }

  private static Usage usage(PayloadReader from) {
    int flags = from.flags();
    return new Usage(
        count(from, flags & INPUT),
        count(from, flags & CACHED),
        count(from, flags & OUTPUT),
        count(from, flags & REASONING),
        (flags & ESTIMATED) != 0,
        (flags & MEDIA) == 0 ? Media.NONE : MediaCodec.read(from));
  }

  private static OptionalLong count(PayloadReader from, int flag) {
    return flag == 0 ? OptionalLong.empty() : OptionalLong.of(from.number());
  }

  private static @Nullable Duration firstToken(PayloadReader from) {
    return from.flags() == 0 ? null : from.duration();
  }

  private static List<Attempt> attempts(PayloadReader from) {
    int count = from.count();
    List<Attempt> attempts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      attempts.add(new Attempt(from.text(), from.count(), usage(from)));
    }
    return attempts;
  }

  private static int code(End end) {
    return switch (end) {
      case COMPLETED -> 1;
      case CANCELLED -> 2;
      case FAILED -> 3;
      case LOST -> 4;
    };
  }

  private static End end(int code) {
    return switch (code) {
      case 1 -> End.COMPLETED;
      case 2 -> End.CANCELLED;
      case 3 -> End.FAILED;
      case 4 -> End.LOST;
      default ->
          throw new IllegalStateException("journal outcome: " + code + " (expected: 1 to 4)");
    };
  }
}
