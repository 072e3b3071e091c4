package io.maas.systemtests.client;

import io.maas.systemtests.client.ScriptedEngine.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Claude Code, which speaks messages.
record ClaudeCode() implements Agent {

  @Override
  public String command() {
    return "claude";
  }

  @Override
  public void configure(Path home, Account account) {}

  @Override
  public Map<String, String> environment(Path home, Account account) {
    return Map.of(
        "ANTHROPIC_BASE_URL", account.url(),
        "ANTHROPIC_AUTH_TOKEN", account.key(),
        "CLAUDE_CODE_MAX_CONTEXT_TOKENS", "128000",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
        "DISABLE_AUTOUPDATER", "1");
  }

  @Override
  public List<String> arguments(Path home, Account account, String prompt) {
    return List.of("-p", prompt, "--model", account.model());
  }

  @Override
  public Call read(Path file) {
    return new Call("Read", "{\"file_path\":\"%s\"}".formatted(file));
  }

  @Override
  public String toString() {
    return "Claude Code";
  }
}
