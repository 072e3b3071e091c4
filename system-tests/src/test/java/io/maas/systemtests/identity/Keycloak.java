package io.maas.systemtests.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.Repository;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Launched;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A Keycloak as its makers publish it, in development mode with a database of its own, on a free
/// port of this machine. Maven fetches it (159 MB) and lays it below `target` the first time.
///
/// @param url its root
record Keycloak(Launched process, String url) implements AutoCloseable {

  static final String VERSION = "26.4.7";

  private static final List<String> REALMS = List.of("maas", "second", "stranger");
  private static final Pattern READY = Pattern.compile("Listening on: http://");
  private static final String PASSWORD = "root-secret-of-the-test";

  /// Starts it with three realms, of which the tests say which are believed.
  static Keycloak start(Path folder) {
    try {
      Path home = laid();
      int port = freePort();
      Path imports = Files.createDirectories(home.resolve("data/import"));
      for (String realm : REALMS) {
        try (InputStream in =
            Keycloak.class.getResourceAsStream("/keycloak/" + realm + "-realm.json")) {
          Files.copy(
              Objects.requireNonNull(in),
              imports.resolve(realm + "-realm.json"),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
      ProcessBuilder builder =
          new ProcessBuilder(
              "sh",
              home.resolve("bin/kc.sh").toString(),
              "start-dev",
              "--http-host=127.0.0.1",
              "--http-port=" + port,
              "--cache=local",
              "--db=dev-mem",
              "--import-realm");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
      builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "root");
      builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
      Launched process = Launched.start(builder, folder.resolve("keycloak"));
      Keycloak keycloak = new Keycloak(process, "http://127.0.0.1:" + port);
      try {
        process.await(READY);
      } catch (IllegalStateException e) {
        keycloak.close();
        throw e;
      }
      return keycloak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path laid() throws IOException {
    Path target = Repository.root().resolve("system-tests/target/keycloak");
    Path home = target.resolve("keycloak-" + VERSION);
    if (!Files.exists(home.resolve("bin/kc.sh"))) {
      ProcessBuilder maven =
          new ProcessBuilder(
              Repository.root().resolve("mvnw").toString(),
              "-q",
              "-N",
              "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack",
              "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip",
              "-DoutputDirectory=" + target);
      maven.directory(Repository.root().toFile());
      maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Launched fetched = Launched.start(maven, Files.createTempFile("keycloak", ""));
      if (fetched.awaitExit() != 0) {
        throw new IOException("Keycloak cannot be fetched:\n" + fetched.said());
      }
    }
    return home;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// What tokens of a realm say in `iss`.
  String issuer(String realm) {
    return url + "/realms/" + realm;
  }

  /// What it answers when somebody shows a password to a client.
  JsonNode login(String realm, String client, String user) {
    return token(
        realm,
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "username", user,
            "password", "wonderland",
            "scope", "openid"));
  }

  /// An access token of somebody, from a realm's public client.
  String access(String realm, String client, String user) {
    return login(realm, client, user).path("access_token").asText();
  }

  /// What the token endpoint answers to a form.
  JsonNode token(String realm, Map<String, String> form) {
    return post(issuer(realm) + "/protocol/openid-connect/token", form).expect(200).json();
  }

  static Answer post(String url, Map<String, String> form) {
    return Caller.at(url)
        .post(
            "",
            "application/x-www-form-urlencoded",
            form.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Its administrator.
  Caller administrator() {
    JsonNode token =
        token(
            "master",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "root",
                "password", PASSWORD));
    return Caller.at(url).as(token.path("access_token").asText());
  }

  /// Takes a user of a realm out of a group, or puts them into it.
  ///
  /// @param path of the group, such as `/team/red`
  void member(String realm, String user, String path, boolean in) {
    Caller root = administrator();
    String api = "/admin/realms/" + realm;
    String id =
        root.get(api + "/users?exact=true&username=" + user).json().path(0).path("id").asText();
    String group = root.get(api + "/group-by-path" + path).expect(200).json().path("id").asText();
    String membership = api + "/users/" + id + "/groups/" + group;
    (in ? root.put(membership) : root.delete(membership)).expect(204);
  }

  /// Has a realm sign with a new key from now on.
  ///
  /// @param priority above those of all keys before: of two that are equal, either may sign
  void rotate(String realm, int priority) {
    Caller root = administrator();
    String id = root.get("/admin/realms/" + realm).expect(200).json().path("id").asText();
    root.post(
            "/admin/realms/" + realm + "/components",
            "application/json",
            """
            {"name":"newer","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
             "parentId":"%s","config":{"priority":["%d"],"enabled":["true"],"active":["true"],
             "algorithm":["RS256"]}}
            """
                .formatted(id, priority))
        .expect(201);
  }

  @Override
  public void close() {
    process.process().descendants().forEach(ProcessHandle::destroy);
    process.terminate();
  }
}
