package io.maas.testkit.access;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions in memory.
public final class InMemorySessions implements Sessions {

  private final Map<CredentialHash, Used> sessions = new ConcurrentHashMap<>();

  private record Used(Session session, Instant at) {
    boolean hasEnded(Instant now, Duration idle) {
      return !session.end().isAfter(now) || !at.isAfter(now.minus(idle));
    }
  }

  @Override
  public void begin(Session session) {
    sessions.put(session.hash(), new Used(session, session.createdAt()));
  }

  @Override
  public Optional<Session> find(String tenant, CredentialHash hash, Instant now, Duration idle) {
    Used used = sessions.get(hash);
    if (used == null || !used.session().tenant().equals(tenant) || used.hasEnded(now, idle)) {
      return Optional.empty();
    }
    sessions.put(hash, new Used(used.session(), now));
    return Optional.of(used.session());
  }

  @Override
  public Optional<Session> end(String tenant, CredentialHash hash) {
    Used used = sessions.get(hash);
    if (used == null || !used.session().tenant().equals(tenant)) {
      return Optional.empty();
    }
    sessions.remove(hash);
    return Optional.of(used.session());
  }

  @Override
  public int endAll(String tenant, String user) {
    int before = sessions.size();
    sessions
        .values()
        .removeIf(
            one -> one.session().tenant().equals(tenant) && one.session().user().equals(user));
    return before - sessions.size();
  }

  @Override
  public int endAll(String tenant) {
    int before = sessions.size();
    sessions.values().removeIf(one -> one.session().tenant().equals(tenant));
    return before - sessions.size();
  }

  @Override
  public int deleteEnded(Instant now, Duration idle) {
    int before = sessions.size();
    sessions.values().removeIf(one -> one.hasEnded(now, idle));
    return before - sessions.size();
  }
}
