package io.maas.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @TempDir Path folder;

  @Test
  void setsAValueThatIsPipedInWithoutItsLastLinesEnd() {
    control.on("PATCH /secrets/llm/openai-key", 204, "");

    var seen =
        Caller.of(control)
            .piping("sk-123\n")
            .call("secret", "set", "llm/openai-key", "api-key", "--value-stdin");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).isEqualToIgnoringNewLines("secret llm/openai-key: api-key set");
    assertThat(control.last().body()).isEqualTo("{\"data\":{\"api-key\":\"sk-123\"}}");
  }

  @Test
  void setsAValueFromAFile() throws IOException {
    control.on("PATCH /secrets/llm/google", 204, "");
    Path file = Files.writeString(folder.resolve("account.json"), "{\n}\n");

    Caller.of(control)
        .call(
            "secret", "set", "llm/google", "service-account.json", "--from-file", file.toString());

    assertThat(control.last().body()).isEqualTo("{\"data\":{\"service-account.json\":\"{\\n}\"}}");
  }

  @Test
  void takesNoValueFromTheCommandLine() {
    var seen = Caller.of(control).call("secret", "set", "llm/openai-key", "api-key", "sk-123");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void asksForAValue() {
    var seen = Caller.of(control).call("secret", "set", "llm/openai-key", "api-key");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("--from-file").contains("--value-stdin");
  }

  @Test
  void saysThatANameIsNone() {
    var seen = Caller.of(control).call("secret", "delete", "openai-key");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("openai-key: no name of a secret (expected: NAMESPACE/NAME)");
  }

  @Test
  void saysThatAFileCannotBeRead() {
    var seen =
        Caller.of(control).call("secret", "set", "llm/a", "api-key", "--from-file", "/nowhere/x");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .isEqualToIgnoringNewLines("maas: /nowhere/x: not readable (expected: the value's file)");
  }

  @Test
  void listsNamesOfKeysAndWhenTheyChanged() {
    control.on(
        "GET /secrets",
        200,
        """
        {"data":[{"namespace":"llm","name":"aws","keys":[
          {"key":"access-key-id","changedAt":"2026-01-01T00:00:00Z","usable":true},
          {"key":"secret-access-key","changedAt":"2026-01-02T00:00:00Z","usable":false}]}]}
        """);

    var seen = Caller.of(control).call("secret", "list");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            NAMESPACE   NAME   KEY                 CHANGED
            llm         aws    access-key-id       2026-01-01T00:00:00Z
            llm         aws    secret-access-key   2026-01-02T00:00:00Z (sealed with another key)
            """);
  }

  @Test
  void deletesASecret() {
    control.on("DELETE /secrets/llm/aws", 204, "");

    assertThat(Caller.of(control).call("secret", "delete", "llm/aws").out())
        .isEqualToIgnoringNewLines("secret llm/aws: deleted");
    assertThat(Caller.of(control).call("secret", "delete", "llm/gone").code()).isOne();
  }
}
