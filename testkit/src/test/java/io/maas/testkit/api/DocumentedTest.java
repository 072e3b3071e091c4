package io.maas.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is held against a document is found where it is otherwise, and only there.
class DocumentedTest {

  private static final Documented DOCUMENT =
      Documented.read(
          """
          {"paths": {"/maas-api/v1/things/{thing}": {"post": {
            "x-maas-alias": "/v1/things/{thing}",
            "parameters": [
              {"name": "thing", "in": "path", "required": true,
               "schema": {"type": "string", "pattern": "^[a-z]+$"}},
              {"name": "limit", "in": "query", "allowEmptyValue": true,
               "schema": {"type": "integer", "maximum": 100}},
              {"name": "by", "in": "query",
               "schema": {"type": "array", "items": {"enum": ["day", "user"]}}}],
            "requestBody": {"required": true, "content": {"application/json": {"schema":
              {"type": ["object", "null"], "properties": {"name": {"type": "string"}}}}}},
            "responses": {
              "200": {"content": {"application/json": {"schema":
                {"type": "object", "properties": {"id": {"type": "integer"}}}}}},
              "400": {}}}}}}
          """);

  private static List<String> complaints(String path, String sent, int status, String answered) {
    return DOCUMENT.complaints(
        new Documented.Exchanged(
            "POST", path, "application/json", sent, status, "application/json", answered));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/maas-api/v1/things/a",
        "/v1/things/a?limit=100",
        "/t/team-a/v1/things/a?limit=",
        "/t/team-a/maas-api/v1/things/%61?by=day,user",
        "/maas-api/v1/things/a?by=day&by=user",
      })
  void findsNothingInWhatIsDocumented(String path) {
    assertThat(complaints(path, "{\"name\":\"a\",\"x\":1}", 200, "{\"id\":1}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/maas-api/v1/things/a?limit=101, limit",
    "/maas-api/v1/things/a?limit=ten, limit",
    "/maas-api/v1/things/a?by=day%2Cweek, by",
    "/maas-api/v1/things/a?offset=1, offset: taken",
    "/maas-api/v1/things/A, thing",
    "/v1/things/A, thing",
  })
  void findsParametersThatWereTakenAndAreNotDocumented(String path, String name) {
    assertThat(complaints(path, "{}", 200, "{}")).singleElement().asString().contains(name);
    assertThat(DOCUMENT.complaints(refused(path))).isEmpty();
  }

  private static Documented.Exchanged refused(String path) {
    return new Documented.Exchanged("POST", path, "application/json", "{}", 400, "", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":7}", "{\"title\":\"a\"}", "[]", ""})
  void findsBodiesThatWereTakenAndAreNotDocumented(String sent) {
    assertThat(complaints("/maas-api/v1/things/a", sent, 200, "{}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":\"1\"}", "{\"title\":\"a\"}", "no JSON"})
  void findsAnswersThatAreNotDocumented(String answered) {
    assertThat(complaints("/maas-api/v1/things/a", "{}", 200, answered)).hasSize(1);
  }

  @Test
  void knowsWhatIsAboutIt() {
    assertThat(DOCUMENT.serves("/maas-api/v1/nothing")).isTrue();
    assertThat(DOCUMENT.serves("/t/a/v1/things/b")).isTrue();
    assertThat(DOCUMENT.serves("/v1/models")).isFalse();
    assertThat(complaints("/maas-api/v1/nothing", "{}", 200, "{}")).hasSize(1);
    assertThat(complaints("/maas-api/v1/things/a", "{}", 500, "{}")).hasSize(1);
  }
}
