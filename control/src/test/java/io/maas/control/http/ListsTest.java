package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Walks over the documents of the API: whatever is a list in an answer comes in pages, or is
/// bounded by what is said here.
class ListsTest {

  private static final String DECLARED = "what was declared, in a body of 1 MiB at most";
  private static final String MEMBERSHIPS = "the groups of one person";

  /// Lists that are answers of their own and have no pages.
  private static final Map<String, String> WHOLE =
      Map.of(
          "listModels", "clients of the reference read it whole; the models that one may use",
          "listSubscriptions", "clients of the reference read it whole; one's own",
          "listSubscriptionsOfModel", "clients of the reference read it whole; one's own",
          "listTenants", "the cluster of the reference reads it whole; declared tenants",
          "readQuota", "the limits of one's own subscriptions",
          "applyResources", DECLARED,
          "verifyAudit", "one chain a tenant; `next` says where to go on",
          "verifyLedger", "chains of so many records as one answer is about; `next`",
          "explain", "the resources that have a part in one decision",
          "readWaysToSignIn", "the issuers of the configuration");

  /// Lists within what is answered, by what they are of.
  private static final Map<String, String> WITHIN =
      Map.ofEntries(
          Map.entry("allowedAddresses", "16 entries (KeyScope.MOST)"),
          Map.entry("allowedModels", "16 entries (KeyScope.MOST)"),
          Map.entry("limits", DECLARED),
          Map.entry("models", DECLARED),
          Map.entry("subscriptions", "the caller's own"),
          Map.entry("modelsWithoutPolicy", DECLARED),
          Map.entry("groups", MEMBERSHIPS),
          Map.entry("roles", "as many as there are roles"),
          Map.entry("aliases", DECLARED),
          Map.entry("modelCapabilities", DECLARED),
          Map.entry("model_refs", DECLARED),
          Map.entry("modelRefs", DECLARED),
          Map.entry("request_rate_limits", DECLARED),
          Map.entry("token_rate_limits", DECLARED),
          Map.entry("findings", "as many as one answer tells, beside how many there are"),
          Map.entry("finalizers", DECLARED),
          Map.entry("keys", "64 (SecretData.MOST)"),
          Map.entry("members", "100, and has_more_members"),
          Map.entry("users", DECLARED));

  private static ControlServer control;
  private static List<JsonNode> documents;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    documents =
        List.of(
            control.get("", "/openapi.json").json(),
            control.sendInside(control.inside("/openapi.json").GET()).json());
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  void comeInPagesOrAreBoundedByWhatIsSaid() {
    Set<String> without = new TreeSet<>();
    Set<String> lists = new HashSet<>();
    for (Said said : all()) {
      if (!topLists(said).isEmpty()) {
        lists.add(said.id());
        if (!said.isPaged()) {
          without.add(said.id());
        }
      }
    }

    assertThat(lists).contains("listJobs", "listGroupMembers", "listUsers", "searchApiKeys");
    assertThat(without).containsExactlyInAnyOrderElementsOf(WHOLE.keySet());
  }

  @Test
  void holdNoListsWithoutBounds() {
    Set<String> within = new TreeSet<>();
    for (Said said : all()) {
      lists(said.document(), said.answer(), "", Set.of(), within);
      within.removeAll(topLists(said));
    }
    Set<String> names = new TreeSet<>();
    within.forEach(path -> names.add(path.replaceAll(".*\\.", "")));

    assertThat(names).isSubsetOf(WITHIN.keySet());
  }

  /// What an operation answers when it is done.
  record Said(JsonNode document, String id, JsonNode operation, JsonNode answer) {

    /// It is told how many, and where to go on; or the body says so.
    boolean isPaged() {
      Set<String> names = new HashSet<>(operation.path("parameters").findValuesAsText("name"));
      boolean searched = operation.path("requestBody").toString().contains("ApiKeySearch");
      return searched
          || (names.contains("limit") && (names.contains("offset") || names.contains("after")))
          // As many rows as there are groups of what is summed up: dearest first, the rest is told
          // by none.
          || (names.contains("limit") && names.contains("group_by"));
    }
  }

  private static List<Said> all() {
    List<Said> all = new ArrayList<>();
    for (JsonNode document : documents) {
      for (JsonNode path : document.path("paths")) {
        for (JsonNode operation : path) {
          operation
              .path("responses")
              .properties()
              .forEach(response -> {
                JsonNode content = response.getValue().path("content").path("application/json");
                if (response.getKey().startsWith("2") && !content.isMissingNode()) {
                  all.add(
                      new Said(
                          document,
                          operation.path("operationId").asText(),
                          operation,
                          content.path("schema")));
                }
              });
        }
      }
    }
    return all;
  }

  /// The lists that an answer is, or has as members of its own beside nothing that it is about.
  private static Set<String> topLists(Said said) {
    Set<String> found = new TreeSet<>();
    lists(said.document(), said.answer(), "", Set.of(), found);
    boolean one = said.operation().path("summary").asText().startsWith("One ");
    found.removeIf(path -> path.indexOf('.', 1) > 0 || (one && !path.isEmpty()));
    found.removeIf(path -> WITHIN.containsKey(path.replaceFirst("^\\.", "")));
    return found;
  }

  private static void lists(
      JsonNode document, JsonNode node, String path, Set<String> above, Set<String> found) {
    JsonNode schema = node;
    Set<String> seen = above;
    if (node.has("$ref")) {
      String place = node.path("$ref").asText();
      if (above.contains(place)) {
        return;
      }
      seen = new HashSet<>(above);
      seen.add(place);
      schema = document.at(place.substring(1));
    }
    if (schema.path("type").toString().contains("array")) {
      found.add(path);
      lists(document, schema.path("items"), path, seen, found);
    }
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      lists(document, member.getValue(), path + "." + member.getKey(), seen, found);
    }
    for (JsonNode one : schema.path("anyOf")) {
      lists(document, one, path, seen, found);
    }
    if (schema.path("additionalProperties").isObject()) {
      lists(document, schema.path("additionalProperties"), path + ".*", seen, found);
    }
  }
}
