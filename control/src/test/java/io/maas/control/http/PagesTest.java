package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.catalog.Secret;
import io.maas.domain.secret.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of whatever there may be many of come in pages, and the pages are the whole.
class PagesTest {

  private static final int MANY = 120;

  private static ControlServer control;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    for (int i = 0; i < MANY; i++) {
      String name = "n%03d".formatted(i);
      control.user(name, "g" + name, "all");
      control.secrets.put(new SecretName("llm", name), Map.of("api-key", new Secret("x")));
    }
    var all = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      all.append(
          "---\n{apiVersion: maas.opendatahub.io/v1alpha1, kind: MaaSModelRef, metadata: {name: n"
              + i
              + ", namespace: llm}, spec: {modelRef: {kind: ExternalModel, name: x}}}\n");
    }
    assertThat(control.apply(all.toString()).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/users, 121",
    "/v1/groups, 121",
    "/v1/groups/all/members, 120",
    "/v1/secrets, 120",
    "/v1/resources/maasmodelrefs, 120",
  })
  void areTheWholeTogether(String path, int all) {
    List<JsonNode> entries = new ArrayList<>();
    Answer page;
    do {
      page = control.get(control.admin, path + "?limit=100&offset=" + entries.size());
      page.json().path("data").forEach(entries::add);
    } while (page.json().path("has_more").asBoolean());

    assertThat(entries).hasSize(all).doesNotHaveDuplicates();
    assertThat(control.get(control.admin, path).json().path("data")).hasSize(50);
  }

  @Test
  void tellOfAGroupThatThereAreMoreThanTheyShow() {
    JsonNode groups = control.get(control.admin, "/v1/groups?limit=2").json().path("data");

    assertThat(groups.path(0).path("name").asText()).isEqualTo("all");
    assertThat(groups.path(0).path("members")).hasSize(100);
    assertThat(groups.path(0).path("has_more_members").asBoolean()).isTrue();
    assertThat(groups.path(1).path("members")).hasSize(1);
    assertThat(groups.path(1).path("has_more_members").asBoolean(true)).isFalse();
    assertThat(control.get(control.admin, "/v1/groups/none/members").status()).isEqualTo(404);
  }

  @Test
  void areOfJobsToo() {
    Answer none = control.get(control.admin, "/v1/jobs?offset=1");
    Answer one = control.get(control.admin, "/v1/jobs?limit=1");

    assertThat(none.json().path("data")).isEmpty();
    assertThat(one.json().path("data")).hasSize(1);
    assertThat(one.json().path("has_more").asBoolean(true)).isFalse();
  }

  @Test
  void endWithTheListToTheEntry() {
    Answer last = control.get(control.admin, "/v1/groups?limit=60&offset=61");
    Answer behind = control.get(control.admin, "/v1/groups?offset=121");

    assertThat(last.json().path("data")).hasSize(60);
    assertThat(last.json().path("has_more").asBoolean(true)).isFalse();
    assertThat(behind.json().path("data").isArray()).isTrue();
    assertThat(behind.json().path("data")).isEmpty();
  }
}
