package io.maas.domain.access;

import java.util.Set;

/// The users and groups that a subscription or a policy names.
///
/// @param groups members of any of them
/// @param users these users
public record Subjects(Set<String> groups, Set<String> users) {

  /// Nobody.
  public static final Subjects NONE = new Subjects(Set.of(), Set.of());

  public Subjects {
    groups = Set.copyOf(groups);
    users = Set.copyOf(users);
  }

  /// Whether the caller is among them.
  public boolean include(Principal principal) {
    return users.contains(principal.user()) || includeAny(principal);
  }

  private boolean includeAny(Principal principal) {
    for (String group : principal.groups()) {
      if (groups.contains(group)) {
        return true;
      }
    }
    return false;
  }
}
