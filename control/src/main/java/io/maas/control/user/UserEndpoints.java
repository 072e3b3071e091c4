package io.maas.control.user;

import io.maas.control.api.Shape;
import io.maas.control.call.Audit;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.User;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// `/v1/users`: add, read, delete. Administrators only.
public final class UserEndpoints {

  private final Users users;
  private final InstantSource clock;

  public UserEndpoints(Users users, InstantSource clock) {
    this.users = users;
    this.clock = clock;
  }

  /// `POST /v1/users`: groups that do not exist yet are made.
  public Reply create(Call call) {
    Fields body = Fields.of(call.body());
    String name = Names.user(body, "name", body.text("name"));
    List<String> groups = body.list("groups").stream().distinct().toList();
    groups.forEach(group -> Names.group(body, "groups", group));
    boolean admin = body.flag("admin", false);
    if (!body.sound()) {
      return body.refusal();
    }
    User user =
        new User(
            call.principal().tenant(),
            name,
            admin,
            groups,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!users.create(user)) {
      return Reply.conflict("user " + name + " already exists");
    }
    Audit.tell(call.principal(), "user.create", Map.of("user", name, "admin", admin));
    return Reply.created(UserView.of(user));
  }

  /// `GET /v1/users`.
  public Reply list(Call call) {
    return Reply.list(users.list(call.principal().tenant()).stream().map(UserView::of).toList());
  }

  /// `GET /v1/users/{user}`.
  public Reply read(Call call) {
    String name = call.part("user");
    return users
        .find(call.principal().tenant(), name)
        .<Reply>map(user -> Reply.ok(UserView.of(user)))
        .orElseGet(() -> missing(name));
  }

  /// `DELETE /v1/users/{user}`: tokens and keys go with the user. Nobody deletes themselves, so
  /// that the last administrator cannot lock the door from outside.
  public Reply delete(Call call) {
    String name = call.part("user");
    if (name.equals(call.principal().user())) {
      return Reply.conflict("user: " + name + " is you (expected: somebody else)");
    }
    if (!users.delete(call.principal().tenant(), name)) {
      return missing(name);
    }
    Audit.tell(call.principal(), "user.delete", Map.of("user", name));
    return Reply.done();
  }

  static Reply.Refused missing(String name) {
    return Reply.notFound("user " + name + " not found");
  }

  @Shape(name = "User")
  record UserView(String name, boolean admin, List<String> groups, String createdAt) {
    static UserView of(User user) {
      return new UserView(
          user.name(),
          user.admin(),
          user.groups().stream().sorted().toList(),
          user.createdAt().toString());
    }
  }
}
