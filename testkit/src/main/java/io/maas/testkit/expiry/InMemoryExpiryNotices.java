package io.maas.testkit.expiry;

import io.maas.domain.access.StoredKey;
import io.maas.domain.expiry.ExpiryNotice;
import io.maas.domain.expiry.ExpiryNotices;
import io.maas.testkit.access.InMemoryApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is said of keys in memory.
public final class InMemoryExpiryNotices implements ExpiryNotices {

  private final InMemoryApiKeys keys;
  private final List<ExpiryNotice> said = new ArrayList<>();
  private final Set<ExpiryNotice> told = new HashSet<>();

  public InMemoryExpiryNotices(InMemoryApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public synchronized int raise(List<Duration> within, Instant now) {
    int before = said.size();
    for (Duration time : within) {
      keys.all().stream()
          .filter(key -> endsWithin(key, time, now))
          .filter(key -> said.stream().noneMatch(notice -> isOf(notice, key, time)))
          .forEach(key ->
              said.add(
                  new ExpiryNotice(
                      key.tenant(), key.user(), key.id(), key.name(), key.expiresAt(), time, now)));
    }
    return said.size() - before;
  }

  private static boolean endsWithin(StoredKey key, Duration time, Instant now) {
    return key.effectiveStatus(now) == StoredKey.Status.ACTIVE
        && !key.ephemeral()
        && !key.expiresAt().isAfter(now.plus(time))
        && key.createdAt().isBefore(key.expiresAt().minus(time));
  }

  private static boolean isOf(ExpiryNotice notice, StoredKey key, Duration time) {
    return notice.keyId().equals(key.id())
        && notice.expiresAt().equals(key.expiresAt())
        && notice.within().equals(time);
  }

  private Stream<ExpiryNotice> standing(Instant now) {
    return said.stream()
        .filter(notice ->
            keys.find(notice.tenant(), notice.keyId())
                .filter(key -> key.effectiveStatus(now) == StoredKey.Status.ACTIVE)
                .filter(key -> key.expiresAt().equals(notice.expiresAt()))
                .isPresent());
  }

  @Override
  public synchronized List<ExpiryNotice> standing(
      String tenant, @Nullable String user, Instant now, int limit, int offset) {
    Map<String, ExpiryNotice> byKey = new LinkedHashMap<>();
    standing(now)
        .filter(notice -> notice.tenant().equals(tenant))
        .filter(notice -> user == null || notice.user().equals(user))
        .sorted(Comparator.comparing(ExpiryNotice::within))
        .forEach(notice -> byKey.putIfAbsent(notice.keyId(), notice));
    return byKey.values().stream()
        .sorted(Comparator.comparing(ExpiryNotice::expiresAt).thenComparing(ExpiryNotice::keyId))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<ExpiryNotice> untold(Instant now, int limit) {
    return standing(now)
        .filter(notice -> !told.contains(notice))
        .sorted(Comparator.comparing(ExpiryNotice::raisedAt).thenComparing(ExpiryNotice::keyId))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void told(ExpiryNotice notice, Instant now) {
    told.add(notice);
  }
}
