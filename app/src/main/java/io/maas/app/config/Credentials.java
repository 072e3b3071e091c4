package io.maas.app.config;

import io.maas.cli.shell.Shell;
import io.maas.store.environment.EnvironmentSecrets;
import io.maas.store.postgres.MasterKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the environment alone may hold, because files are copied and command lines are seen: the
/// keys that kept secrets are sealed with, and secrets themselves.
///
/// @param current seals and opens; null where no secret can be kept
/// @param previous opens only; null for none
/// @param given secrets in variables
public record Credentials(
    @Nullable MasterKey current, @Nullable MasterKey previous, EnvironmentSecrets given) {

  static final String CURRENT = "MAAS_SECRETS_KEY";
  static final String PREVIOUS = "MAAS_SECRETS_KEY_PREVIOUS";

  /// @param problems takes what cannot be meant, without showing it
  static Credentials of(Shell shell, List<String> problems) {
    return new Credentials(
        key(shell, CURRENT, problems),
        key(shell, PREVIOUS, problems),
        new EnvironmentSecrets(shell.environment()));
  }

  private static @Nullable MasterKey key(Shell shell, String variable, List<String> problems) {
    Optional<String> text = shell.variable(variable);
    Optional<MasterKey> key = text.flatMap(MasterKey::parse);
    if (text.isPresent() && key.isEmpty()) {
      problems.add(variable + ": not such a key (expected: " + MasterKey.EXPECTED + ")");
    }
    return key.orElse(null);
  }
}
