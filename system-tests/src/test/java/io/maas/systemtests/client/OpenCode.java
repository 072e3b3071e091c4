package io.maas.systemtests.client;

import io.maas.systemtests.client.ScriptedEngine.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// OpenCode, which speaks what its provider package speaks.
///
/// @param provider the package: one of the AI SDK's, which it brings along
record OpenCode(String provider) implements Agent {

  private static final String CONFIGURATION =
      """
      {"autoupdate": false, "share": "disabled", "enabled_providers": ["maas"],
       "model": "maas/$MODEL", "small_model": "maas/$MODEL",
       "provider": {"maas": {"npm": "$PROVIDER", "name": "maas",
         "options": {"baseURL": "$URL/v1", "apiKey": "$KEY"},
         "models": {"$MODEL": {"name": "$MODEL", "limit": {"context": 128000, "output": 8192}}}}}}
      """;

  @Override
  public String command() {
    return "opencode";
  }

  @Override
  public void configure(Path home, Account account) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".config/opencode"));
    Files.writeString(
        folder.resolve("opencode.json"),
        CONFIGURATION
            .replace("$MODEL", account.model())
            .replace("$PROVIDER", provider)
            .replace("$URL", account.url())
            .replace("$KEY", account.key()));
  }

  @Override
  public Map<String, String> environment(Path home, Account account) {
    return Map.of(
        "OPENCODE_DISABLE_AUTOUPDATE", "1",
        "OPENCODE_DISABLE_MODELS_FETCH", "1",
        "OPENCODE_DISABLE_LSP_DOWNLOAD", "1",
        "OPENCODE_DISABLE_DEFAULT_PLUGINS", "1");
  }

  @Override
  public List<String> arguments(Path home, Account account, String prompt) {
    return List.of("run", "-m", "maas/" + account.model(), prompt);
  }

  @Override
  public Call read(Path file) {
    return new Call("read", "{\"filePath\":\"%s\"}".formatted(file));
  }

  @Override
  public String toString() {
    return "OpenCode with " + provider;
  }
}
