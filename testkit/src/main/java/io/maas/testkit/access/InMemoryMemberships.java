package io.maas.testkit.access;

import io.maas.domain.access.Memberships;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Users;
import io.maas.domain.notice.Notice;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is said of people's groups, in memory. Who changes local users has to tell [it][#hear].
public final class InMemoryMemberships implements Memberships {

  private final Map<Source, Said> said = new LinkedHashMap<>();
  private final Set<Person> due = ConcurrentHashMap.newKeySet();
  private final InMemoryApiKeys keys;
  private final Users users;
  private final Consumer<Notice> announce;

  private record Source(String tenant, String user, String source) {}

  private record Person(String tenant, String user) {}

  /// @param announce hears of whoever is due
  public InMemoryMemberships(InMemoryApiKeys keys, Users users, Consumer<Notice> announce) {
    this.keys = keys;
    this.users = users;
    this.announce = announce;
  }

  /// Makes due whoever was changed. Waits for nobody, since whoever tells holds locks of their own.
  public void hear(Notice notice) {
    if (notice instanceof Notice.UserChanged(String tenant, String user)) {
      due.add(new Person(tenant, user));
    }
  }

  /// What was said last.
  public synchronized Optional<Said> last(String tenant, String user, String source) {
    return Optional.ofNullable(said.get(new Source(tenant, user, source)));
  }

  @Override
  public synchronized boolean note(Said news, Instant now) {
    if (isProgram(news.tenant(), news.user())) {
      return false;
    }
    Source source = new Source(news.tenant(), news.user(), news.source());
    Said known = said.get(source);
    if (known == null || news.at().isAfter(known.at())) {
      said.put(source, news);
    } else if (news.at().equals(known.at()) && !news.groups().containsAll(known.groups())) {
      said.put(source, both(known, news));
    } else {
      return false;
    }
    return compare(news.tenant(), news.user(), now);
  }

  private static Said both(Said one, Said other) {
    List<String> groups = one.groups().stream().filter(other.groups()::contains).toList();
    return new Said(one.tenant(), one.user(), one.source(), groups, one.at());
  }

  @Override
  public synchronized boolean compare(String tenant, String user, Instant now) {
    Set<String> groups = new HashSet<>(groups(tenant, user));
    groups.add(Principal.AUTHENTICATED);
    boolean differs =
        live(tenant, user, now).stream()
            .anyMatch(key -> !new HashSet<>(key.principal().groups()).equals(groups));
    if (differs) {
      due.add(new Person(tenant, user));
      announce.accept(new Notice.UserChanged(tenant, user));
    }
    return differs;
  }

  @Override
  public synchronized boolean review(Function<Due, List<Change>> plan, Instant now) {
    Person person = due.stream().findFirst().orElse(null);
    if (person == null) {
      return false;
    }
    List<StoredKey> own = live(person.tenant(), person.user(), now);
    if (isKnown(person) && !own.isEmpty()) {
      List<String> groups = groups(person.tenant(), person.user());
      for (Change change : plan.apply(due(person, groups, own))) {
        switch (change) {
          case Change.Regrouped(String id, var others) ->
              keys.regroup(person.tenant(), id, others, now);
          case Change.Revoked(String id) -> {
            var _ = keys.revoke(person.tenant(), id, now);
          }
        }
      }
    }
    due.remove(person);
    return true;
  }

  @Override
  public synchronized void forget(String tenant) {
    said.keySet().removeIf(source -> source.tenant().equals(tenant));
    due.removeIf(person -> person.tenant().equals(tenant));
  }

  private Due due(Person person, List<String> groups, List<StoredKey> own) {
    boolean disabled =
        users.find(person.tenant(), person.user()).filter(Users.User::disabled).isPresent();
    return new Due(person.tenant(), person.user(), groups, disabled, own);
  }

  private boolean isProgram(String tenant, String user) {
    return users.find(tenant, user).filter(Users.User::isService).isPresent();
  }

  private boolean isKnown(Person person) {
    return users.find(person.tenant(), person.user()).isPresent()
        || said.keySet().stream()
            .anyMatch(source ->
                source.tenant().equals(person.tenant()) && source.user().equals(person.user()));
  }

  private List<String> groups(String tenant, String user) {
    Set<String> groups = new TreeSet<>();
    users.find(tenant, user).ifPresent(local -> groups.addAll(local.groups()));
    said.values().stream()
        .filter(one -> !isProgram(tenant, user))
        .filter(one -> one.tenant().equals(tenant) && one.user().equals(user))
        .forEach(one -> groups.addAll(one.groups()));
    return List.copyOf(groups);
  }

  private List<StoredKey> live(String tenant, String user, Instant now) {
    return keys.all().stream()
        .filter(key ->
            key.tenant().equals(tenant)
                && key.user().equals(user)
                && key.team() == null
                && key.isLive(now))
        .toList();
  }
}
