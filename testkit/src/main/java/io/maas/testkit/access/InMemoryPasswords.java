package io.maas.testkit.access;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.PasswordHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Users;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Passwords in memory, kept as they are; it ends no tokens.
public final class InMemoryPasswords implements Passwords, PasswordHash {

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Users users;

  /// How often a password was compared, for those who do not exist too.
  public final AtomicInteger compared = new AtomicInteger();

  public InMemoryPasswords(Users users) {
    this.users = users;
  }

  @Override
  public Optional<Kept> find(String tenant, String user) {
    return users.find(tenant, user).map(_ -> kept.get(tenant + "/" + user));
  }

  @Override
  public boolean set(String tenant, String user, Kept password, Instant now) {
    boolean there = users.find(tenant, user).filter(found -> !found.isService()).isPresent();
    if (there) {
      kept.put(tenant + "/" + user, password);
    }
    return there;
  }

  @Override
  public void insertToken(
      String tenant, String user, CredentialHash hash, Instant createdAt, Instant expiresAt) {
    users.insertToken(tenant, user, hash, createdAt, expiresAt);
  }

  @Override
  public void rehash(String tenant, String user, Kept before, Kept after) {
    kept.replace(tenant + "/" + user, before, after);
  }

  @Override
  public String of(String password) {
    return "strong:" + password;
  }

  @Override
  public Check check(String password, @Nullable String hash) {
    compared.incrementAndGet();
    if (of(password).equals(hash)) {
      return Check.SAME;
    }
    return ("weak:" + password).equals(hash) ? Check.SAME_BUT_WEAK : Check.DIFFERENT;
  }
}
