package io.maas.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The local users and groups. A port of the control plane; every method blocks. Whatever changes a
/// user's groups or tokens is announced to every gateway by the store itself.
public interface Users {

  /// What a user is.
  enum Kind {
    /// Somebody who signs in.
    PERSON,
    /// A program: it has keys, and nothing to come in with itself.
    SERVICE
  }

  /// A local user.
  ///
  /// @param tenant the tenant
  /// @param name unique in it; may hold colons
  /// @param roles what is granted to the user beyond calling models
  /// @param groups the user's groups, without the implied one
  /// @param createdAt since when
  /// @param kind what it is
  /// @param owners who answers for a program, and may make and change its keys; nobody for a person
  /// @param disabled whether the user is refused for now, and the user's keys with them
  record User(
      String tenant,
      String name,
      Set<Role> roles,
      List<String> groups,
      Instant createdAt,
      Kind kind,
      Subjects owners,
      boolean disabled) {

    public User {
      roles = Set.copyOf(roles);
      if (kind == Kind.SERVICE && !roles.isEmpty()) {
        throw new IllegalArgumentException("roles: " + roles + " (expected: none of a program)");
      }
      if (kind == Kind.PERSON && !owners.equals(Subjects.NONE)) {
        throw new IllegalArgumentException("owners: " + owners + " (expected: none of a person)");
      }
    }

    /// One that is not disabled.
    public User(
        String tenant,
        String name,
        Set<Role> roles,
        List<String> groups,
        Instant createdAt,
        Kind kind,
        Subjects owners) {
      this(tenant, name, roles, groups, createdAt, kind, owners, false);
    }

    /// A person.
    public User(
        String tenant, String name, Set<Role> roles, List<String> groups, Instant createdAt) {
      this(tenant, name, roles, groups, createdAt, Kind.PERSON, Subjects.NONE);
    }

    /// Somebody who administers the installation, or nothing.
    public User(String tenant, String name, boolean admin, List<String> groups, Instant createdAt) {
      this(tenant, name, admin ? Set.of(Role.PLATFORM_ADMIN) : Set.of(), groups, createdAt);
    }

    /// The same, otherwise granted and grouped, and disabled or not.
    public User with(Set<Role> others, List<String> otherGroups, boolean isDisabled) {
      return new User(tenant, name, others, otherGroups, createdAt, kind, owners, isDisabled);
    }

    /// Whether the user administers the installation.
    public boolean admin() {
      return roles.contains(Role.PLATFORM_ADMIN);
    }

    /// Whether it is a program, whom nobody may pass for.
    public boolean isService() {
      return kind == Kind.SERVICE;
    }
  }

  /// A local group.
  ///
  /// @param members of it, by name; as many as were asked for
  record Group(String tenant, String name, List<String> members) {}

  /// Adds a user and the groups that do not exist yet; false if there is one of that name. Whoever
  /// is signed in by the name of a new program is so no longer.
  boolean create(User user);

  Optional<User> find(String tenant, String name);

  /// All of them, by name.
  List<User> list(String tenant);

  /// Some of them, by name.
  ///
  /// @param offset how many to skip
  default List<User> list(String tenant, int limit, int offset) {
    return list(tenant).stream().skip(offset).limit(limit).toList();
  }

  /// What a user was and is.
  record Changed(User before, User after) {}

  /// Changes what is granted to a user, their groups, and whether they are disabled; groups that do
  /// not exist yet are made. Changes that come at once come one after the other. Whoever is
  /// disabled is refused at once and everywhere, with what was opened with a password gone, and
  /// streams of the user's own keys end; the keys are good again once the user is.
  ///
  /// @param change from the user as it is; nothing else of what it gives is kept
  /// @return empty if there is no such user
  Optional<Changed> change(String tenant, String name, UnaryOperator<User> change);

  /// Deletes a user and its tokens, and revokes its keys; false if there is none. It answers for no
  /// program any more.
  boolean delete(String tenant, String name);

  /// Keeps a token under its hash; the user must exist, and be a person.
  void insertToken(
      String tenant, String user, CredentialHash hash, Instant createdAt, Instant expiresAt);

  /// Adds a group; false if there is one of that name.
  boolean createGroup(String tenant, String name);

  boolean deleteGroup(String tenant, String name);

  /// All of them, by name.
  List<Group> groups(String tenant);

  /// Some of them, by name.
  ///
  /// @param offset how many to skip
  /// @param members how many of each one's members at most
  default List<Group> groups(String tenant, int limit, int offset, int members) {
    return groups(tenant).stream()
        .skip(offset)
        .limit(limit)
        .map(group ->
            new Group(tenant, group.name(), group.members().stream().limit(members).toList()))
        .toList();
  }

  /// Some of those who are in a group, by name; empty if there is no such group.
  ///
  /// @param offset how many to skip
  default Optional<List<String>> members(String tenant, String group, int limit, int offset) {
    return groups(tenant).stream()
        .filter(each -> each.name().equals(group))
        .findFirst()
        .map(found -> found.members().stream().skip(offset).limit(limit).toList());
  }

  /// Adds a user to a group; false if either is missing.
  boolean addToGroup(String tenant, String group, String user);

  boolean removeFromGroup(String tenant, String group, String user);
}
