package io.maas.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maas.domain.access.GroupsHearing;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.OnGroupChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what is said of people's groups, where the tenant wants keys to follow them. A token that
/// is shown again and again says nothing new, and is not written down again; one from the future
/// counts as of now, so that it hides nothing that is said later.
public final class HeardGroups implements GroupsHearing {

  private static final Logger LOG = LoggerFactory.getLogger(HeardGroups.class);
  private static final int REMEMBERED = 100_000;

  private final Memberships memberships;
  private final Function<String, OnGroupChange> wish;
  private final InstantSource clock;
  private final Cache<Source, Said> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  private record Source(String tenant, String user, String name) {}

  /// @param wish of a tenant
  public HeardGroups(
      Memberships memberships, Function<String, OnGroupChange> wish, InstantSource clock) {
    this.memberships = memberships;
    this.wish = wish;
    this.clock = clock;
  }

  @Override
  public void hear(Said said) {
    if (wish.apply(said.tenant()) == OnGroupChange.KEEP) {
      return;
    }
    Instant now = clock.instant();
    Said news = said.at().isAfter(now) ? said.at(now) : said;
    Source source = new Source(news.tenant(), news.user(), news.source());
    Said last = known.getIfPresent(source);
    if (last != null && !isNews(said, last)) {
      return;
    }
    try {
      memberships.note(news, now);
      known.put(source, last != null && said.at().equals(last.at()) ? both(said, last) : said);
    } catch (RuntimeException e) {
      // Whoever shows the token again tells it again.
      LOG.atWarn()
          .setMessage("groups of a login not written down")
          .addKeyValue("tenant", news.tenant())
          .setCause(e)
          .log();
    }
  }

  /// Whether it is more than the store knows by now: what was said earlier is none, nor what says
  /// no less than what was said at the same moment.
  private static boolean isNews(Said said, Said last) {
    return said.at().isAfter(last.at())
        || (said.at().equals(last.at()) && !said.groups().containsAll(last.groups()));
  }

  private static Said both(Said one, Said other) {
    return new Said(
        one.tenant(),
        one.user(),
        one.source(),
        one.groups().stream().filter(other.groups()::contains).toList(),
        one.at());
  }
}
