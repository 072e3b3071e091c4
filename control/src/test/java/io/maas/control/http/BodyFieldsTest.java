package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.control.http.ControlServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every member that the document lets one send is one that the endpoint reads: with a value of a
/// wrong type in it the body is refused, and the answer names it. A member that an endpoint does
/// not know would be passed over in silence. The converse, that endpoints read nothing that the
/// document does not say, is held for whatever any test sends.
class BodyFieldsTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// What may be in a resource and in a patch of one is its kind's business.
  private static final Set<String> BY_KIND =
      Set.of("applyResources", "putResource", "patchResource", "patchResourceStatus");

  private static ControlServer control;
  private static JsonNode document;
  private static Map<String, String> parts;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    control.apply(
        Declarations.subscription("offered", 1, "none", List.of("granite"), 9)
            .replace("  priority: 1", "  priority: 1\n  requests: {enabled: true}"));
    String alice = control.user("alice", "gold");
    document = control.get("", "/openapi.json").json();
    String key =
        control.post(alice, "/v1/api-keys", "{'name':'a','subscription':'gold'}").text("id");
    Answer wish = control.post(alice, "/v1/subscription-requests", "{'subscription':'offered'}");
    assertThat(wish.status()).isEqualTo(201);
    parts =
        Map.of(
            "api-keys/{id}",
            "api-keys/" + key,
            "subscription-requests/{id}",
            "subscription-requests/" + wish.text("id"),
            "{user}",
            "alice",
            "{tenant}",
            ControlServer.TENANT);
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  /// A member of a body.
  ///
  /// @param pointer where it is in the body
  /// @param body one with a value of a wrong type there
  record Member(String method, String path, String pointer, ObjectNode body) {
    String name() {
      return pointer.replaceAll(".*[./]", "");
    }

    @Override
    public String toString() {
      return method + " " + path + ": " + pointer;
    }
  }

  static List<Member> members() {
    List<Member> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode operation = method.getValue();
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode() && !BY_KIND.contains(operation.path("operationId").asText())) {
          for (Wrong wrong : wrongs(schema, "", Set.of())) {
            all.add(
                new Member(
                    method.getKey().toUpperCase(Locale.ROOT),
                    path.getKey(),
                    wrong.pointer(),
                    (ObjectNode) wrong.value()));
          }
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(60);
    return all;
  }

  /// A value with one wrong one in it.
  private record Wrong(String pointer, JsonNode value) {}

  private static List<Wrong> wrongs(JsonNode node, String pointer, Set<String> above) {
    Set<String> seen = new HashSet<>(above);
    JsonNode schema = node;
    while (schema.has("$ref")) {
      if (!seen.add(schema.path("$ref").asText())) {
        return List.of();
      }
      schema = document.at(schema.path("$ref").asText().substring(1));
    }
    List<Wrong> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      String inner = pointer + "/" + member.getKey();
      List<Wrong> within = new ArrayList<>(wrongs(member.getValue(), inner, seen));
      JsonNode wrong = wrong(member.getValue());
      if (wrong != null) {
        within.add(new Wrong(inner, wrong));
      }
      within.forEach(each -> {
        ObjectNode object = JSON.objectNode();
        object.set(member.getKey(), each.value());
        all.add(new Wrong(each.pointer(), object));
      });
    }
    if (schema.has("items")) {
      wrongs(schema.path("items"), pointer, seen)
          .forEach(each -> all.add(new Wrong(each.pointer(), JSON.arrayNode().add(each.value()))));
    }
    return all;
  }

  /// A value of a type that a schema does not name; null if it names none.
  private static @Nullable JsonNode wrong(JsonNode node) {
    String types = resolved(node).path("type").toString();
    if (types.isEmpty()) {
      return null;
    }
    return types.contains("boolean") || types.contains("array") || types.contains("object")
        ? JSON.numberNode(7)
        : JSON.objectNode().put("a", true);
  }

  private static JsonNode resolved(JsonNode node) {
    JsonNode schema = node;
    if (schema.has("anyOf")) {
      schema = schema.path("anyOf").path(0);
    }
    while (schema.has("$ref")) {
      schema = document.at(schema.path("$ref").asText().substring(1));
    }
    return schema;
  }

  @ParameterizedTest
  @MethodSource("members")
  void areReadByTheEndpoint(Member member) throws Exception {
    String path = member.path();
    for (Map.Entry<String, String> part : parts.entrySet()) {
      path = path.replace(part.getKey(), part.getValue());
    }
    path = path.replaceAll("\\{[a-z]+}", "x");

    Answer answer =
        control.send(
            control
                .request(control.admin, "!" + path)
                .method(
                    member.method(),
                    BodyPublishers.ofString(new JsonMapper().writeValueAsString(member.body()))));

    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
    assertThat(answer.response().body()).contains(member.name());
  }
}
