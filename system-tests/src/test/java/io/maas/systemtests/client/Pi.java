package io.maas.systemtests.client;

import io.maas.systemtests.client.ScriptedEngine.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// pi, which speaks what its configuration names.
///
/// @param api its name of the dialect
/// @param version what follows our root in that dialect's base URL
record Pi(String api, String version) implements Agent {

  private static final String CONFIGURATION =
      """
      {"providers": {"maas": {"baseUrl": "$URL", "api": "$API", "apiKey": "$KEY",
        "models": [{"id": "$MODEL", "contextWindow": 128000, "maxTokens": 8192}]}}}
      """;

  @Override
  public String command() {
    return "pi";
  }

  @Override
  public void configure(Path home, Account account) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".pi/agent"));
    Files.writeString(
        folder.resolve("models.json"),
        CONFIGURATION
            .replace("$MODEL", account.model())
            .replace("$API", api)
            .replace("$URL", account.url() + version)
            .replace("$KEY", account.key()));
  }

  @Override
  public Map<String, String> environment(Path home, Account account) {
    return Map.of("PI_OFFLINE", "1", "PI_SKIP_VERSION_CHECK", "1");
  }

  @Override
  public List<String> arguments(Path home, Account account, String prompt) {
    return List.of("-p", "--provider", "maas", "--model", account.model(), prompt);
  }

  @Override
  public Call read(Path file) {
    return new Call("read", "{\"path\":\"%s\"}".formatted(file));
  }

  @Override
  public String toString() {
    return "pi with " + api;
  }
}
