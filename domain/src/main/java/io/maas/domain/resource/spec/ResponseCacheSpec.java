package io.maas.domain.resource.spec;

import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `{ttl, maxEntryBytes?, shared?}`: that answers are given again.
final class ResponseCacheSpec {

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int SMALLEST = 1024;

  private static final Rule TTL =
      new Rule(
          "1 to 9999 and s, m or h, such as 10m, at most 168h",
          text -> text.matches("[1-9][0-9]{0,3}[smh]") && time(text).compareTo(LONGEST) <= 0);

  private ResponseCacheSpec() {}

  /// @param cache null where nothing is said
  /// @param resource that says it; with each change of its spec what was kept is forgotten
  static @Nullable ResponseCaching read(@Nullable Fields cache, Resource resource) {
    if (cache == null) {
      return null;
    }
    String ttl = cache.text("ttl", TTL);
    return new ResponseCaching(
        ttl.isEmpty() ? LONGEST : time(ttl),
        (int) cache.whole("maxEntryBytes", SMALLEST, LARGEST, ResponseCaching.USUAL_LARGEST),
        cache.choice("shared", ResponseCaching.Shared.class, ResponseCaching.Shared.TENANT),
        resource.uid() + "/" + resource.generation());
  }

  private static Duration time(String text) {
    long count = Long.parseLong(text, 0, text.length() - 1, 10);
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
