package io.maas.control.user;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.Group;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `/v1/groups`: add, list, delete, and who is in them. Administrators only.
public final class GroupEndpoints {

  private static final String PLATFORM_ONLY =
      "a group of platform admins (expected: a platform admin who asks)";

  private final Users users;

  public GroupEndpoints(Users users) {
    this.users = users;
  }

  /// `POST /v1/groups`.
  public Reply create(Call call) {
    Fields body = Fields.of(call.body());
    String name = Names.group(body, "name", body.text("name"));
    if (!body.sound()) {
      return body.refusal();
    }
    call.act().on("groups", name);
    if (!users.createGroup(call.principal().tenant(), name)) {
      return Reply.conflict("group " + name + " already exists");
    }
    return Reply.created(new GroupView(name, List.of()));
  }

  /// `GET /v1/groups`.
  public Reply list(Call call) {
    String tenant = call.principal().tenant();
    return Paging.answer(
        call,
        paging ->
            paging.page(
                users.groups(tenant, paging.oneMore(), paging.offset()).stream()
                    .map(GroupView::of)
                    .toList()));
  }

  /// `DELETE /v1/groups/{group}`.
  public Reply delete(Call call) {
    String name = call.part("group");
    if (!call.scope().outranks(Set.of(), List.of(name))) {
      return Reply.forbidden(PLATFORM_ONLY);
    }
    call.act()
        .before(
            users.groups(call.principal().tenant()).stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .map(Group::members)
                .map(members -> Map.of("members", members))
                .orElse(null));
    if (!users.deleteGroup(call.principal().tenant(), name)) {
      return Reply.notFound("group " + name + " not found");
    }
    return Reply.done();
  }

  /// `PUT /v1/groups/{group}/members/{user}`: again changes nothing.
  public Reply add(Call call) {
    String group = call.part("group");
    String user = call.part("user");
    if (!call.scope().outranks(Set.of(), List.of(group))) {
      return Reply.forbidden(PLATFORM_ONLY);
    }
    if (!users.addToGroup(call.principal().tenant(), group, user)) {
      return Reply.notFound("group " + group + " or user " + user + " not found");
    }
    return Reply.done();
  }

  /// `DELETE /v1/groups/{group}/members/{user}`.
  public Reply remove(Call call) {
    String group = call.part("group");
    String user = call.part("user");
    if (!call.scope().outranks(Set.of(), List.of(group))) {
      return Reply.forbidden(PLATFORM_ONLY);
    }
    if (!users.removeFromGroup(call.principal().tenant(), group, user)) {
      return Reply.notFound("user " + user + " in group " + group + " not found");
    }
    return Reply.done();
  }

  @Shape(name = "Group")
  record GroupView(String name, List<String> members) {
    static GroupView of(Group group) {
      return new GroupView(group.name(), group.members().stream().sorted().toList());
    }
  }
}
