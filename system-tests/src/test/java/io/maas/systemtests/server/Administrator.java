package io.maas.systemtests.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;

/// What an administrator does for a test, through the API.
///
/// @param caller with the administrator's token
public record Administrator(Caller caller) {

  /// Where the API is.
  public static final String API = "/maas-api/v1";

  /// Who may administer a server.
  public static Administrator of(MaasProcess maas) {
    return new Administrator(Caller.at(maas.url()).as(maas.facts().adminToken()));
  }

  /// Applies resources in YAML.
  public Answer apply(String yaml) {
    return caller.post(API + "/resources/apply", "application/yaml", yaml);
  }

  /// Creates a user with an identity token.
  public Caller user(String name, String... groups) {
    ObjectNode user = Json.MAPPER.createObjectNode().put("name", name);
    for (String group : groups) {
      user.withArray("groups").add(group);
    }
    caller.post(API + "/users", user).expect(201);
    String tokens = API + "/users/" + name + "/tokens";
    JsonNode token = caller.post(tokens, Json.MAPPER.createObjectNode()).expect(201).json();
    return caller.as(token.path("token").asText());
  }

  /// Creates a group.
  public void group(String name) {
    caller.post(API + "/groups", Json.MAPPER.createObjectNode().put("name", name)).expect(201, 409);
  }

  /// Puts a user into a group.
  public void join(String group, String user) {
    caller.put(API + "/groups/" + group + "/members/" + user).expect(200, 204);
  }

  /// Takes a user out of a group.
  public void leave(String group, String user) {
    caller.delete(API + "/groups/" + group + "/members/" + user).expect(200, 204);
  }

  /// Revokes a key.
  public void revoke(Key key) {
    caller.delete(API + "/api-keys/" + key.id()).expect(200);
  }

  /// Mints a key, as its owner does.
  ///
  /// @param owner with an identity token
  /// @param subscription what it is bound to
  public static Key key(Caller owner, String name, String subscription) {
    ObjectNode wish = Json.MAPPER.createObjectNode().put("name", name);
    wish.put("subscription", subscription);
    JsonNode key = owner.post(API + "/api-keys", wish).expect(201).json();
    return new Key(key.path("id").asText(), owner.as(key.path("key").asText()));
  }

  /// A key.
  ///
  /// @param id what it is revoked by
  /// @param caller who shows it
  public record Key(String id, Caller caller) {}
}
