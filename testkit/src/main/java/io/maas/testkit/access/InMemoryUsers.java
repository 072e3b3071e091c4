package io.maas.testkit.access;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import io.maas.domain.notice.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Users, groups and tokens in memory.
public final class InMemoryUsers implements Users {

  private final Map<Name, User> users = new TreeMap<>();
  private final Map<Name, TreeSet<String>> groups = new TreeMap<>();
  private final Map<CredentialHash, Token> tokens = new HashMap<>();
  private final InMemoryApiKeys keys;
  private Runnable whileDeleting = () -> {};
  private final Consumer<Notice> announce;

  /// @param keys whose keys are revoked with their owners
  public InMemoryUsers(InMemoryApiKeys keys) {
    this(keys, _ -> {});
  }

  /// @param keys whose keys are revoked with their owners
  /// @param announce hears of every change of a user
  public InMemoryUsers(InMemoryApiKeys keys, Consumer<Notice> announce) {
    this.keys = keys;
    this.announce = announce;
  }

  private record Name(String tenant, String name) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int order = tenant.compareTo(other.tenant);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  private record Token(Name owner, Instant expiresAt) {}

  @Override
  public synchronized boolean create(User user) {
    Name name = new Name(user.tenant(), user.name());
    if (users.putIfAbsent(name, user) != null) {
      return false;
    }
    user.groups()
        .forEach(group ->
            groups
                .computeIfAbsent(new Name(user.tenant(), group), _ -> new TreeSet<>())
                .add(user.name()));
    return true;
  }

  @Override
  public synchronized Optional<User> find(String tenant, String name) {
    return Optional.ofNullable(users.get(new Name(tenant, name))).map(this::withGroups);
  }

  @Override
  public synchronized List<User> list(String tenant) {
    return users.values().stream()
        .filter(user -> user.tenant().equals(tenant))
        .map(this::withGroups)
        .toList();
  }

  /// What happens while somebody is deleted, from now on.
  public synchronized void onDelete(Runnable hook) {
    whileDeleting = hook;
  }

  @Override
  public synchronized boolean delete(String tenant, String name) {
    Name owner = new Name(tenant, name);
    if (users.remove(owner) == null) {
      return false;
    }
    whileDeleting.run();
    tokens.values().removeIf(token -> token.owner().equals(owner));
    groups.forEach((_, members) -> members.remove(name));
    keys.revokeAll(tenant, name, null, false, Instant.MIN);
    users.replaceAll((_, user) -> user.tenant().equals(tenant) ? disowned(user, name) : user);
    changed(tenant, name);
    return true;
  }

  @Override
  public synchronized void insertToken(
      String tenant, String user, CredentialHash hash, Instant createdAt, Instant expiresAt) {
    Name owner = new Name(tenant, user);
    User there = users.get(owner);
    if (there == null || there.isService()) {
      throw new IllegalStateException("user: " + user + " (expected: a person who exists)");
    }
    tokens.put(hash, new Token(owner, expiresAt));
  }

  /// Whose token this is, while it is good.
  public synchronized Optional<User> ofToken(String tenant, CredentialHash hash, Instant now) {
    return Optional.ofNullable(tokens.get(hash))
        .filter(token -> token.owner().tenant().equals(tenant) && token.expiresAt().isAfter(now))
        .flatMap(token -> find(tenant, token.owner().name()));
  }

  @Override
  public synchronized boolean createGroup(String tenant, String name) {
    return groups.putIfAbsent(new Name(tenant, name), new TreeSet<>()) == null;
  }

  @Override
  public synchronized boolean deleteGroup(String tenant, String name) {
    TreeSet<String> members = groups.remove(new Name(tenant, name));
    if (members == null) {
      return false;
    }
    members.forEach(member -> changed(tenant, member));
    return true;
  }

  @Override
  public synchronized List<Group> groups(String tenant) {
    List<Group> found = new ArrayList<>();
    groups.forEach((name, members) -> {
      if (name.tenant().equals(tenant)) {
        found.add(new Group(tenant, name.name(), List.copyOf(members)));
      }
    });
    return found;
  }

  @Override
  public synchronized boolean addToGroup(String tenant, String group, String user) {
    TreeSet<String> members = groups.get(new Name(tenant, group));
    if (members == null || !users.containsKey(new Name(tenant, user))) {
      return false;
    }
    members.add(user);
    changed(tenant, user);
    return true;
  }

  @Override
  public synchronized boolean removeFromGroup(String tenant, String group, String user) {
    TreeSet<String> members = groups.get(new Name(tenant, group));
    if (members == null || !members.remove(user)) {
      return false;
    }
    changed(tenant, user);
    return true;
  }

  private void changed(String tenant, String user) {
    announce.accept(new Notice.UserChanged(tenant, user));
  }

  private User withGroups(User user) {
    List<String> own = new ArrayList<>();
    groups.forEach((name, members) -> {
      if (name.tenant().equals(user.tenant()) && members.contains(user.name())) {
        own.add(name.name());
      }
    });
    return new User(
        user.tenant(),
        user.name(),
        user.roles(),
        own,
        user.createdAt(),
        user.kind(),
        user.owners());
  }

  private static User disowned(User user, String owner) {
    if (!user.owners().users().contains(owner)) {
      return user;
    }
    TreeSet<String> others = new TreeSet<>(user.owners().users());
    others.remove(owner);
    return new User(
        user.tenant(),
        user.name(),
        user.roles(),
        user.groups(),
        user.createdAt(),
        user.kind(),
        new Subjects(user.owners().groups(), others));
  }
}
