package io.maas.cli.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class GroupCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void createsAGroupAndAddsAUser() {
    control.on("POST /groups", 201, "{}").on("PUT /groups/premium-group/members/alice", 204, "");

    var created = Caller.of(control).call("group", "create", "premium-group");
    var added = Caller.of(control).call("group", "add", "premium-group", "alice");

    assertThat(created.out()).isEqualToIgnoringNewLines("group premium-group: created");
    assertThat(added.out()).isEqualToIgnoringNewLines("group premium-group: alice added");
    assertThat(control.asked().getFirst().body()).isEqualTo("{\"name\":\"premium-group\"}");
  }

  @Test
  void saysAlreadyExistsWhenItDoes() {
    control.on("POST /groups", 409, "{\"error\":\"group premium-group already exists\"}");

    var seen = Caller.of(control).call("group", "create", "premium-group");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).isEqualToIgnoringNewLines("maas: group premium-group: already exists");
  }

  @Test
  void removesAMemberAndDeletesAGroup() {
    control.on("DELETE /groups/g/members/alice", 204, "").on("DELETE /groups/g", 204, "");

    assertThat(Caller.of(control).call("group", "remove", "g", "alice").out())
        .contains("group g: alice removed");
    assertThat(Caller.of(control).call("group", "delete", "g").out()).contains("group g: deleted");
    assertThat(Caller.of(control).call("group", "delete", "h").code()).isOne();
  }

  @Test
  void listsGroupsWithTheirMembers() {
    control.on("GET /groups", 200, "{\"data\":[{\"name\":\"g\",\"members\":[]}]}");

    var seen = Caller.of(control).call("group", "list");

    assertThat(seen.out()).isEqualToNormalizingNewlines("NAME   MEMBERS\ng      -\n");
  }
}
