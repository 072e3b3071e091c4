package io.maas.control.access;

import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import java.util.Optional;

/// What is known of other people.
///
/// @param users the local ones
/// @param platform who administers the installation by configuration of the process
record Accounts(Users users, Subjects platform) {

  Optional<Users.User> find(String tenant, String user) {
    return users.find(tenant, user);
  }
}
