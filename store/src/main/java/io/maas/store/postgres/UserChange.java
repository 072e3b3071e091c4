package io.maas.store.postgres;

import io.maas.domain.access.Users.Changed;
import io.maas.domain.access.Users.User;
import io.maas.domain.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// Changes one user, in the caller's transaction, and announces it.
record UserChange(Handle handle, String tenant, String name) {

  Optional<Changed> by(UnaryOperator<User> change) {
    return handle
        .createQuery(
            "select "
                + UserRow.COLUMNS
                + " from users u where tenant = :tenant and name = :name for update of u")
        .bind("tenant", tenant)
        .bind("name", name)
        .map(new UserRow())
        .findOne()
        .map(before -> write(before, change.apply(before)));
  }

  private Changed write(User before, User wanted) {
    List<String> groups = wanted.groups().stream().distinct().sorted().toList();
    User after = before.with(wanted.roles(), groups, wanted.disabled());
    if (after.equals(before)) {
      return new Changed(before, before);
    }
    handle
        .createUpdate(
            """
            update users set admin = :admin, roles = :roles,
              disabled_at = case when :disabled then coalesce(disabled_at, now()) end
            where tenant = :tenant and name = :name
            """)
        .bind("tenant", tenant)
        .bind("name", name)
        .bind("admin", after.admin())
        .bind("roles", UserRow.words(after.roles()))
        .bind("disabled", after.disabled())
        .execute();
    PostgresGroups.leave(handle, tenant, name, without(before.groups(), groups));
    PostgresGroups.enter(handle, tenant, name, without(groups, before.groups()));
    if (after.disabled() != before.disabled()) {
      turn(after.disabled());
    }
    KeyReviews.ask(handle, tenant, List.of(name));
    Announcement.send(handle, new Notice.UserChanged(tenant, name));
    return new Changed(before, after);
  }

  private static List<String> without(List<String> some, List<String> others) {
    List<String> rest = new ArrayList<>(some);
    rest.removeAll(others);
    return rest;
  }

  /// Look-ups say from now on that the user and their keys are refused, or no longer; who remembers
  /// something else hears of it.
  private void turn(boolean off) {
    if (off) {
      PostgresPasswords.endLogins(handle, tenant, name);
    }
    Announcement.send(
        handle,
        handle
            .createQuery(
                """
                select id from api_keys
                where tenant = :tenant and username = :name and team is null and status = 'active'
                order by id
                """)
            .bind("tenant", tenant)
            .bind("name", name)
            .mapTo(String.class)
            .map(id -> off ? (Notice) new Notice.KeyRevoked(id) : new Notice.KeyChanged(id))
            .list());
  }
}
