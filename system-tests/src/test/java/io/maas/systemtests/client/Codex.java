package io.maas.systemtests.client;

import io.maas.systemtests.client.ScriptedEngine.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Codex, which speaks responses.
record Codex() implements Agent {

  private static final String CONFIGURATION =
      """
      model = "$MODEL"
      model_provider = "maas"
      check_for_update_on_startup = false
      sandbox_mode = "workspace-write"

      [features]
      plugins = false
      apps = false

      [analytics]
      enabled = false

      [model_providers.maas]
      name = "maas"
      base_url = "$URL/v1"
      env_key = "MAAS_API_KEY"
      wire_api = "responses"
      """;

  @Override
  public String command() {
    return "codex";
  }

  @Override
  public void configure(Path home, Account account) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".codex"));
    Files.writeString(
        folder.resolve("config.toml"),
        CONFIGURATION.replace("$MODEL", account.model()).replace("$URL", account.url()));
  }

  @Override
  public Map<String, String> environment(Path home, Account account) {
    return Map.of("CODEX_HOME", home.resolve(".codex").toString(), "MAAS_API_KEY", account.key());
  }

  @Override
  public List<String> arguments(Path home, Account account, String prompt) {
    return List.of("exec", "--skip-git-repo-check", prompt);
  }

  @Override
  public Call read(Path file) {
    return new Call("exec_command", "{\"cmd\":\"cat %s\"}".formatted(file));
  }

  @Override
  public String toString() {
    return "Codex";
  }
}
