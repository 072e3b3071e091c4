package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What clients of the last release were told is still true. A release copies docs/openapi.json to
/// docs/openapi-released.json; in between, what breaks clients is named here.
class OpenApiBreakingChangesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void breaksNoClientOfTheLastRelease() throws IOException {
    assertThat(OpenApiChanges.breaking(read("openapi-released.json"), read("openapi.json")))
        .isEmpty();
  }

  @Test
  void namesAPathThatIsGone() throws IOException {
    assertThat(changed(now -> object(now, "/paths").remove("/maas-api/v1/whoami")))
        .containsExactly("/maas-api/v1/whoami: gone");
  }

  @Test
  void namesAMethodThatIsGone() throws IOException {
    assertThat(changed(now -> object(now, "/paths/~1maas-api~1v1~1tokens").remove("delete")))
        .containsExactly("DELETE /maas-api/v1/tokens: gone");
  }

  @Test
  void namesAStatusThatIsGone() throws IOException {
    assertThat(
            changed(
                now -> object(now, "/paths/~1maas-api~1v1~1users/post/responses").remove("409")))
        .containsExactly("POST /maas-api/v1/users: 409: gone");
  }

  @Test
  void namesAMemberOfAnAnswerThatIsGone() throws IOException {
    assertThat(changed(now -> object(now, "/components/schemas/User/properties").remove("admin")))
        .contains("GET /maas-api/v1/users/{user}: 200: .admin: gone");
  }

  @Test
  void namesAMemberOfAnAnswerThatMayBeMissingNow() throws IOException {
    assertThat(changed(now -> object(now, "/components/schemas/User").putArray("required")))
        .contains("GET /maas-api/v1/users/{user}: 200: .name: may be missing");
  }

  @Test
  void namesAMemberOfARequestThatMustBeThereNow() throws IOException {
    assertThat(
            changed(now ->
                ((ArrayNode) now.at("/components/schemas/UserRequest/required")).add("groups")))
        .containsExactly("POST /maas-api/v1/users: body: .groups: must be there");
  }

  @Test
  void namesAParameterThatMustBeThereNow() throws IOException {
    assertThat(
            changed(now ->
                object(now, "/paths/~1maas-api~1v1~1explain/get/parameters/1")
                    .put("required", true)))
        .containsExactly("GET /maas-api/v1/explain: query user: must be there");
  }

  @Test
  void namesAnotherTypeAndAWordThatIsTakenNoMore() throws IOException {
    assertThat(
            changed(now -> {
              object(now, "/components/schemas/User/properties/admin").put("type", "string");
              object(now, "/components/schemas/ApiKeySort/properties/by")
                  .putArray("enum")
                  .add("name");
            }))
        .contains(
            "GET /maas-api/v1/users/{user}: 200: .admin: string (was: boolean)",
            "POST /maas-api/v1/api-keys/search: body: .sort.by: no created_at");
  }

  private static Iterable<String> changed(Consumer<JsonNode> change) throws IOException {
    JsonNode before = read("openapi.json");
    JsonNode now = before.deepCopy();
    change.accept(now);
    return OpenApiChanges.breaking(before, now);
  }

  private static ObjectNode object(JsonNode document, String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  private static JsonNode read(String name) throws IOException {
    return JSON.readTree(Files.readString(Path.of("..", "docs", name)));
  }
}
