package io.maas.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupEndpointsTest {

  private ControlServer control;
  private String dora;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    dora = control.user("dora");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void addsAGroupOnce() {
    Answer first = control.post(control.admin, "/v1/groups", "{'name':'red'}");
    Answer second = control.post(control.admin, "/v1/groups", "{'name':'red'}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text("name")).isEqualTo("red");
    assertThat(second.status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'name':'a b'}", "{'name':'system:masters'}", "{'name':7}"})
  void refusesNamesThatAreNone(String body) {
    assertThat(control.post(control.admin, "/v1/groups", body).status()).isEqualTo(400);
  }

  @Test
  void changesWhatAUserIsAtOnce() {
    control.post(control.admin, "/v1/groups", "{'name':'red'}");

    Answer added = control.put(control.admin, "/v1/groups/red/members/dora", "");
    String inside = groups();
    Answer again = control.put(control.admin, "/v1/groups/red/members/dora", "");
    Answer removed = control.delete(control.admin, "/v1/groups/red/members/dora");

    assertThat(added.status()).isEqualTo(204);
    assertThat(again.status()).isEqualTo(204);
    assertThat(inside).contains("red");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(groups()).doesNotContain("red");
  }

  @Test
  void missesGroupsAndUsersThatAreNot() {
    control.post(control.admin, "/v1/groups", "{'name':'red'}");

    assertThat(control.put(control.admin, "/v1/groups/red/members/nobody", "").status())
        .isEqualTo(404);
    assertThat(control.put(control.admin, "/v1/groups/blue/members/dora", "").status())
        .isEqualTo(404);
    assertThat(control.delete(control.admin, "/v1/groups/red/members/dora").status())
        .isEqualTo(404);
    assertThat(control.delete(control.admin, "/v1/groups/blue").status()).isEqualTo(404);
  }

  @Test
  void deletesAGroupWithItsMemberships() {
    control.post(control.admin, "/v1/groups", "{'name':'red'}");
    control.put(control.admin, "/v1/groups/red/members/dora", "");

    Answer deleted = control.delete(control.admin, "/v1/groups/red");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(groups()).doesNotContain("red");
    assertThat(control.get(control.admin, "/v1/groups").json().path("data")).isEmpty();
  }

  private String groups() {
    return control.get(dora, "/v1/whoami").json().path("groups").toString();
  }
}
