package io.maas.gateway.journal;

import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shortens an outcome so that it fits into the room that was kept for it. Done only where an
/// upstream's words or many attempts are too long *and* the disk has no more room: the counts of
/// the request are never touched.
final class Clip {

  private static final int REASON = 64;
  private static final int MODEL = 128;
  private static final int ENDPOINT = 64;
  private static final int ATTEMPTS = 5;

  private Clip() {}

  static Outcome of(Outcome whole) {
    List<Attempt> attempts = whole.attempts();
    int dropped = Math.max(0, attempts.size() - ATTEMPTS);
    return new Outcome(
        whole.id(),
        whole.status(),
        whole.end(),
        clip(whole.finishReason(), REASON),
        clip(whole.reportedModel(), MODEL),
        whole.usage(),
        whole.charged(),
        whole.replayed(),
        whole.firstToken(),
        whole.duration(),
        attempts.subList(dropped, attempts.size()).stream().map(Clip::clip).toList());
  }

  private static Attempt clip(Attempt attempt) {
    return new Attempt(
        prefix(attempt.endpoint(), ENDPOINT), attempt.status(), attempt.usage().with(Media.NONE));
  }

  private static @Nullable String clip(@Nullable String text, int mostBytes) {
    return text == null ? null : prefix(text, mostBytes);
  }

  /// As many whole characters as fit in so many bytes of UTF-8.
  private static String prefix(String text, int mostBytes) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > mostBytes) {
        return text.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return text;
  }
}
