package io.maas.control.user;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes about users, their groups and their tokens take and answer.
public final class UserOperations {

  private static final String USERS = "Users";
  private static final String GROUPS = "Groups";
  private static final Schema NAME =
      Schema.text(1, 128).matching("^[A-Za-z0-9][A-Za-z0-9:._@-]{0,127}$");

  private static final Schema OWNER = Schema.text(1, 256);

  public static final Operation WHOAMI =
      Operation.of("whoami", USERS, "Whom maas takes the caller for")
          .answers(200, Whoami.Self.class);

  public static final Operation LIST =
      Operation.of("listUsers", USERS, "All local users")
          .paged()
          .answers(200, Schema.paged(Schema.of(UserEndpoints.UserView.class)).called("UserPage"));

  public static final Operation CREATE =
      Operation.of("createUser", USERS, "Adds a local user; groups that do not exist yet are made")
          .takes(
              Schema.object()
                  .needs("name", NAME)
                  .may("groups", Schema.list(NAME))
                  .may(
                      "roles",
                      Schema.list(Schema.oneOf("auditor", "tenant-admin", "platform-admin")))
                  .may("kind", Schema.oneOf("person", "service").otherwise("person"))
                  .may(
                      "owners",
                      Schema.object()
                          .may("users", Schema.list(OWNER))
                          .may("groups", Schema.list(OWNER))
                          .says("Who answers for a service account: they make and change its keys.")
                          .called("ServiceAccountOwnersRequest"))
                  .may("admin", Schema.flag().otherwise(false).says("The same as platform-admin."))
                  .called("UserRequest"))
          .answers(201, UserEndpoints.UserView.class)
          .refuses(409);

  public static final Operation READ =
      Operation.of("readUser", USERS, "One local user")
          .path("user", Schema.text(), "The user's name.")
          .answers(200, UserEndpoints.UserView.class)
          .refuses(404);

  public static final Operation CHANGE =
      Operation.of("changeUser", USERS, "Changes what it names of a local user; the rest stays")
          .path("user", Schema.text(), "The user's name.")
          .takes(
              Schema.object()
                  .may("groups", Schema.list(NAME).says("All of them; new ones are made."))
                  .may(
                      "roles",
                      Schema.list(Schema.oneOf("auditor", "tenant-admin", "platform-admin"))
                          .says("All of them."))
                  .may(
                      "disabled",
                      Schema.flag().says("Whether the user and their keys are refused."))
                  .with("minProperties", 1)
                  .with("additionalProperties", false)
                  .called("UserChange"))
          .answers(200, UserEndpoints.UserView.class)
          .refuses(404, 409);

  public static final Operation DELETE =
      Operation.of("deleteUser", USERS, "Deletes a local user, with tokens and keys")
          .path("user", Schema.text(), "The user's name.")
          .answers(204)
          .refuses(404, 409);

  public static final Operation CREATE_TOKEN =
      Operation.of("createUserToken", USERS, "An identity token of a local user, shown this once")
          .path("user", Schema.text(), "The user's name.")
          .mayTake(
              Schema.object()
                  .may(
                      "expiresIn",
                      Schema.duration()
                          .says("A duration such as 30d or 12h, or a number of seconds."))
                  .called("UserTokenRequest"))
          .answers(201, UserTokens.Token.class)
          .refuses(404, 409);

  public static final Operation CREATE_TENANT_ADMIN =
      Operation.of("createTenantAdmin", "Tenants", "The first administrator of a tenant")
          .path("tenant", Schema.text(), "The tenant's name.")
          .takes(Schema.object().needs("name", NAME).called("TenantAdminRequest"))
          .answers(201, TenantAdmins.Made.class)
          .refuses(404, 409);

  public static final Operation LIST_GROUPS =
      Operation.of("listGroups", GROUPS, "All local groups, each with its first 100 members")
          .paged()
          .answers(
              200, Schema.paged(Schema.of(GroupEndpoints.GroupView.class)).called("GroupPage"));

  public static final Operation CREATE_GROUP =
      Operation.of("createGroup", GROUPS, "Adds a local group")
          .takes(Schema.object().needs("name", NAME).called("GroupRequest"))
          .answers(201, GroupEndpoints.GroupView.class)
          .refuses(409);

  public static final Operation DELETE_GROUP =
      Operation.of("deleteGroup", GROUPS, "Deletes a local group")
          .path("group", Schema.text(), "The group's name.")
          .answers(204)
          .refuses(404);

  public static final Operation LIST_MEMBERS =
      Operation.of("listGroupMembers", GROUPS, "Who is in a group, by name")
          .path("group", Schema.text(), "The group's name.")
          .paged()
          .answers(200, Schema.paged(Schema.text()).called("GroupMemberPage"))
          .refuses(404);

  public static final Operation ADD_MEMBER =
      Operation.of("addGroupMember", GROUPS, "Puts a user into a group; again changes nothing")
          .path("group", Schema.text(), "The group's name.")
          .path("user", Schema.text(), "The user's name.")
          .answers(204)
          .refuses(404);

  public static final Operation REMOVE_MEMBER =
      Operation.of("removeGroupMember", GROUPS, "Takes a user out of a group")
          .path("group", Schema.text(), "The group's name.")
          .path("user", Schema.text(), "The user's name.")
          .answers(204)
          .refuses(404);

  private UserOperations() {}
}
