package io.maas.control.user;

import com.fasterxml.jackson.annotation.JsonProperty;
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

  /// How many members a list of groups shows of each.
  private static final int SHOWN = 100;

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
    return Reply.created(new GroupView(name, List.of(), false));
  }

  /// `GET /v1/groups`, each with the first of its members.
  public Reply list(Call call) {
    String tenant = call.principal().tenant();
    return Paging.answer(
        call,
        paging ->
            paging.page(
                users.groups(tenant, paging.oneMore(), paging.offset(), SHOWN + 1).stream()
                    .map(GroupView::of)
                    .toList()));
  }

  /// `GET /v1/groups/{group}/members`: all of them, by name, a page of them.
  public Reply members(Call call) {
    String name = call.part("group");
    return Paging.answer(
        call,
        paging ->
            users
                .members(call.principal().tenant(), name, paging.oneMore(), paging.offset())
                .map(paging::page)
                .orElseGet(() -> missing(name)));
  }

  /// `DELETE /v1/groups/{group}`.
  public Reply delete(Call call) {
    String name = call.part("group");
    if (!call.scope().outranks(Set.of(), List.of(name))) {
      return Reply.forbidden(PLATFORM_ONLY);
    }
    call.act()
        .before(
            users
                .members(call.principal().tenant(), name, Integer.MAX_VALUE, 0)
                .map(members -> Map.of("members", members))
                .orElse(null));
    if (!users.deleteGroup(call.principal().tenant(), name)) {
      return missing(name);
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

  private static Reply missing(String group) {
    return Reply.notFound("group " + group + " not found");
  }

  /// @param members the first of them, by name
  /// @param hasMoreMembers whether there are more
  @Shape(name = "Group")
  record GroupView(
      String name, List<String> members, @JsonProperty("has_more_members") boolean hasMoreMembers) {
    static GroupView of(Group group) {
      List<String> some = group.members();
      return new GroupView(
          group.name(), some.stream().limit(SHOWN).sorted().toList(), some.size() > SHOWN);
    }
  }
}
