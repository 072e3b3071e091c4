package io.maas.systemtests.client;

import io.maas.systemtests.client.ScriptedEngine.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Continue's `cn`, which speaks chat completions.
record ContinueCli() implements Agent {

  private static final String CONFIGURATION =
      """
      name: maas
      version: 0.0.1
      schema: v1
      models:
        - name: maas
          provider: openai
          model: $MODEL
          apiBase: $URL/v1
          apiKey: $KEY
          roles: [chat]
          capabilities: [tool_use]
      """;

  @Override
  public String command() {
    return "cn";
  }

  @Override
  public void configure(Path home, Account account) throws IOException {
    Files.writeString(
        home.resolve("config.yaml"),
        CONFIGURATION
            .replace("$MODEL", account.model())
            .replace("$URL", account.url())
            .replace("$KEY", account.key()));
  }

  @Override
  public Map<String, String> environment(Path home, Account account) {
    return Map.of("CONTINUE_GLOBAL_DIR", home.toString(), "CONTINUE_TELEMETRY_ENABLED", "0");
  }

  @Override
  public List<String> arguments(Path home, Account account, String prompt) {
    return List.of("-p", prompt, "--config", home.resolve("config.yaml").toString(), "--auto");
  }

  @Override
  public Call read(Path file) {
    return new Call("Read", "{\"filepath\":\"%s\"}".formatted(file));
  }

  @Override
  public String toString() {
    return "Continue";
  }
}
