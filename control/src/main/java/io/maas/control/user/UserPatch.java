package io.maas.control.user;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.control.user.UserEndpoints.UserView;
import io.maas.domain.access.Role;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.Changed;
import io.maas.domain.access.Users.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `PATCH /v1/users/{user}`: what is granted to a local user, the user's groups, and whether they
/// may come in. It changes what it names. Nobody grants more than they have themselves, and nobody
/// takes anything from themselves, so that the last administrator cannot lock the door from
/// outside.
public final class UserPatch {

  private static final Set<String> KNOWN = new TreeSet<>(Set.of("groups", "roles", "disabled"));

  private final Users users;

  public UserPatch(Users users) {
    this.users = users;
  }

  /// What a body says; null where it says nothing.
  private record Wish(
      @Nullable Set<Role> roles, @Nullable List<String> groups, @Nullable Boolean disabled) {

    static Wish read(Fields body) {
      Set<String> said = body.names();
      said.stream()
          .filter(name -> !KNOWN.contains(name))
          .forEach(name -> body.refuse(name, "unknown", "one of " + String.join(", ", KNOWN)));
      if (body.sound() && said.isEmpty()) {
        body.complain(
            "body: nothing to change (expected: one of " + String.join(", ", KNOWN) + ")");
      }
      List<String> groups = body.list("groups").stream().distinct().toList();
      groups.forEach(group -> Names.group(body, "groups", group));
      return new Wish(
          said.contains("roles") ? UserEndpoints.roles(body) : null,
          said.contains("groups") ? groups : null,
          said.contains("disabled") ? body.flag("disabled", false) : null);
    }

    boolean grants() {
      return roles != null && !roles.isEmpty();
    }

    User of(User user) {
      return user.with(
          roles == null ? user.roles() : roles,
          groups == null ? user.groups() : groups,
          disabled == null ? user.disabled() : disabled);
    }
  }

  public Reply change(Call call) {
    String name = call.part("user");
    Fields body = Fields.of(call.body());
    Wish wish = Wish.read(body);
    if (!body.sound()) {
      return body.refusal();
    }
    AtomicReference<Reply.@Nullable Refused> refused = new AtomicReference<>();
    Optional<Changed> changed =
        users.change(
            call.principal().tenant(),
            name,
            before -> {
              // As it is by now, and not as it was when somebody looked.
              Reply.Refused why =
                  before.isService() && wish.grants()
                      ? Reply.badRequest(
                          "roles: some (expected: none of a service account, which never comes in"
                              + " itself)")
                      : refusal(call, before, wish.of(before));
              refused.set(why);
              return why == null ? wish.of(before) : before;
            });
    Reply.Refused why = refused.get();
    if (why != null || changed.isEmpty()) {
      return why == null ? UserEndpoints.missing(name) : why;
    }
    call.act().before(UserView.of(changed.get().before()));
    return Reply.ok(UserView.of(changed.get().after()));
  }

  private static Reply.@Nullable Refused refusal(Call call, User before, User after) {
    if (!call.scope().outranks(before) || !call.scope().outranks(after)) {
      return Reply.forbidden(UserEndpoints.PLATFORM_ONLY);
    }
    boolean takes = after.disabled() || !after.roles().containsAll(before.roles());
    return takes && before.name().equals(call.principal().user())
        ? Reply.conflict("user: " + before.name() + " is you (expected: somebody else)")
        : null;
  }
}
