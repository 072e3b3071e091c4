package io.maas.control.user;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.Role;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.Kind;
import io.maas.domain.access.Users.User;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/v1/users`: add, read, delete. Administrators only.
public final class UserEndpoints {

  static final String PLATFORM_ONLY =
      "an account of a platform admin, or one that would become it (expected: a platform admin who"
          + " asks)";

  private final Users users;
  private final AccessRequests requests;
  private final InstantSource clock;

  public UserEndpoints(Users users, AccessRequests requests, InstantSource clock) {
    this.users = users;
    this.requests = requests;
    this.clock = clock;
  }

  /// `POST /v1/users`: groups that do not exist yet are made.
  public Reply create(Call call) {
    Fields body = Fields.of(call.body());
    String name = Names.person(body, "name", body.text("name"));
    List<String> groups = body.list("groups").stream().distinct().toList();
    groups.forEach(group -> Names.group(body, "groups", group));
    Set<Role> roles = roles(body);
    Kind kind = ServiceAccount.kind(body, roles);
    Subjects owners = ServiceAccount.owners(body, kind);
    if (!body.sound()) {
      return body.refusal();
    }
    User user =
        new User(
            call.principal().tenant(),
            name,
            roles,
            groups,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            kind,
            owners);
    call.act().on("users", name);
    if (!call.scope().outranks(user)) {
      return Reply.forbidden(PLATFORM_ONLY);
    }
    if (!users.create(user)) {
      return Reply.conflict("user " + name + " already exists");
    }
    return Reply.created(UserView.of(user));
  }

  /// `GET /v1/users`.
  public Reply list(Call call) {
    String tenant = call.principal().tenant();
    return Paging.answer(
        call,
        paging ->
            paging.page(
                users.list(tenant, paging.oneMore(), paging.offset()).stream()
                    .map(UserView::of)
                    .toList()));
  }

  /// `GET /v1/users/{user}`.
  public Reply read(Call call) {
    String name = call.part("user");
    return users
        .find(call.principal().tenant(), name)
        .<Reply>map(user -> Reply.ok(UserView.of(user)))
        .orElseGet(() -> missing(name));
  }

  /// `DELETE /v1/users/{user}`: tokens, keys and what was granted go with the user. Nobody deletes
  /// themselves, so that the last administrator cannot lock the door from outside.
  public Reply delete(Call call) {
    String name = call.part("user");
    if (name.equals(call.principal().user())) {
      return Reply.conflict("user: " + name + " is you (expected: somebody else)");
    }
    Optional<User> there = users.find(call.principal().tenant(), name);
    if (there.isPresent() && !call.scope().outranks(there.get())) {
      return Reply.forbidden(PLATFORM_ONLY);
    }
    call.act().before(there.map(UserView::of).orElse(null));
    if (there.isPresent()) {
      // Before the user goes: what fails in between is done by whoever asks again.
      requests.endAll(
          call.principal().tenant(),
          name,
          new Ending(call.principal().user(), clock.instant(), "the user was deleted"));
    }
    if (!users.delete(call.principal().tenant(), name)) {
      return missing(name);
    }
    return Reply.done();
  }

  static Reply.Refused missing(String name) {
    return Reply.notFound("user " + name + " not found");
  }

  /// `admin` is the older word for the greatest of them.
  static Set<Role> roles(Fields body) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : body.list("roles")) {
      Role.of(word)
          .ifPresentOrElse(
              roles::add,
              () -> body.refuse("roles", word, "auditor, tenant-admin or platform-admin"));
    }
    if (body.flag("admin", false)) {
      roles.add(Role.PLATFORM_ADMIN);
    }
    return roles;
  }

  private static List<String> words(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).toList();
  }

  /// @param owners who answers for a service account; of nobody else
  @Shape(name = "User")
  record UserView(
      String name,
      @Shape(values = {"person", "service"}) String kind,
      boolean admin,
      List<String> roles,
      List<String> groups,
      @Nullable Owners owners,
      String createdAt,
      boolean disabled) {
    static UserView of(User user) {
      return new UserView(
          user.name(),
          ServiceAccount.word(user.kind()),
          user.admin(),
          words(user.roles()),
          user.groups().stream().sorted().toList(),
          user.isService() ? Owners.of(user.owners()) : null,
          user.createdAt().toString(),
          user.disabled());
    }
  }

  @Shape(name = "ServiceAccountOwners")
  record Owners(List<String> users, List<String> groups) {
    static Owners of(Subjects owners) {
      return new Owners(
          owners.users().stream().sorted().toList(), owners.groups().stream().sorted().toList());
    }
  }
}
