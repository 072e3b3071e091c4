package io.maas.cli.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class UserCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void createsAUserWithGroupsAndPrintsNothingButTheTokenOnStandardOutput() {
    control
        .on("POST /users", 201, "{\"name\":\"alice\"}")
        .on(
            "POST /users/alice/tokens",
            201,
            "{\"token\":\"tok-1\",\"expiresAt\":\"2026-12-21T12:00:00Z\"}");

    var seen =
        Caller.of(control)
            .call("user", "create", "alice", "-g", "a", "--group", "b", "--admin", "--token");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).isEqualTo("tok-1" + System.lineSeparator());
    assertThat(seen.err()).contains("user alice: created").contains("2026-12-21T12:00:00Z");
    assertThat(control.asked().getFirst().body())
        .isEqualTo("{\"name\":\"alice\",\"admin\":true,\"groups\":[\"a\",\"b\"]}");
  }

  @Test
  void grantsRoles() {
    control.on("POST /users", 201, "{}");

    var seen = Caller.of(control).call("user", "create", "eve", "--role", "auditor");

    assertThat(seen.code()).isZero();
    assertThat(control.last().body())
        .isEqualTo("{\"name\":\"eve\",\"admin\":false,\"groups\":[],\"roles\":[\"auditor\"]}");
  }

  @Test
  void makesAServiceAccountAndNamesWhoAnswersForIt() {
    control.on("POST /users", 201, "{}");

    Caller.of(control)
        .call("user", "create", "robot", "--service", "--owner", "carol", "--owner-group", "ops");

    assertThat(control.last().body())
        .isEqualTo(
            "{\"name\":\"robot\",\"admin\":false,\"groups\":[],\"kind\":\"service\","
                + "\"owners\":{\"users\":[\"carol\"],\"groups\":[\"ops\"]}}");
  }

  @Test
  void makesNoTokenOfAServiceAccount() {
    var seen = Caller.of(control).call("user", "create", "robot", "--service", "--token");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err())
        .contains("--token: of a service account (expected: keys, maas key create --for robot)");
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void showsOneUser() {
    control.on("GET /users/robot", 200, "{\"name\":\"robot\",\"kind\":\"service\"}");

    assertThat(Caller.of(control).call("user", "get", "robot").out()).contains("robot   service");
    assertThat(Caller.of(control).call("user", "get", "nobody").err())
        .contains("user nobody: not found");
  }

  @Test
  void saysAlreadyExistsAndMakesNoTokenForSomebodyElse() {
    control.on("POST /users", 409, "{\"error\":\"user alice already exists\"}");

    var seen = Caller.of(control).call("user", "create", "alice", "--token");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).isEqualToIgnoringNewLines("maas: user alice: already exists");
    assertThat(control.asked()).hasSize(1);
  }

  @Test
  void makesATokenThatLivesAsLongAsAsked() {
    control.on("POST /users/a%3Ab%2Fc/tokens", 201, "{\"token\":\"tok-2\",\"expiresAt\":\"x\"}");

    var seen = Caller.of(control).call("user", "token", "a:b/c", "--expires-in", "12h");

    assertThat(seen.out()).isEqualToIgnoringNewLines("tok-2");
    assertThat(control.last().body()).isEqualTo("{\"expiresIn\":\"12h\"}");
  }

  @Test
  void listsEveryPageOfThem() {
    control.on(
        "GET /users",
        asked ->
            FakeControl.Reply.json(
                200,
                asked.query().contains("offset=1")
                    ? "{\"data\":[{\"name\":\"bob\"}],\"has_more\":false}"
                    : "{\"data\":[{\"name\":\"alice\"}],\"has_more\":true}"));

    var seen = Caller.of(control).call("user", "list", "-o", "json");

    assertThat(seen.out()).contains("alice", "bob").doesNotContain("\"has_more\" : true");
    assertThat(control.asked()).hasSize(2);
  }

  @Test
  void listsUsersWithTheirGroups() {
    control.on(
        "GET /users",
        200,
        "{\"data\":[{\"name\":\"alice\",\"admin\":false,\"roles\":[\"auditor\"],\"groups\":[\"a\",\"b\"],"
            + "\"createdAt\":\"2026-11-21T12:00:00Z\"}]}");

    var seen = Caller.of(control).call("user", "list");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            NAME    KIND     ADMIN   ROLES     GROUPS   CREATED
            alice   person   no      auditor   a,b      2026-11-21T12:00:00Z
            """);
  }

  @Test
  void saysNotFoundWhenThereIsNobodyToDelete() {
    var seen = Caller.of(control).call("user", "delete", "bob");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("user bob: not found");
  }
}
