package io.maas.app.config;

/// The reference page of the configuration, made of [Key]. A test holds docs/configuration.md
/// against it.
final class ReferencePage {
  private static final String HEAD =
      """
      # Configuration of the process

      One process is configured by a file, by environment variables and by flags; where they
      disagree, the flag wins over the variable and the variable over the file. Everything else is
      a resource, applied with `maas apply`.

      The file is `maas.yaml` in `${XDG_CONFIG_HOME:-~/.config}/maas`, or the one that `--config` or
      `MAAS_CONFIG` names. It is a flat map:

      ```yaml
      role: all
      port: 8080
      resources: [models/, subscriptions.yaml]
      ```

      A key that does not exist, or a value that cannot be meant, is refused at the start, with what
      was found and what was expected. This page is made of the program's own table of keys.

      | key | variable | flag | default | decides |
      |---|---|---|---|---|
      """;

  private static final String TAIL =
      """

      ## In the environment alone

      | variable | decides |
      |---|---|
      | `MAAS_CONFIG` | The file, if it is another. |
      | `MAAS_SECRETS_KEY` | What secrets that are kept in PostgreSQL are sealed with: 32 bytes in base64, as `openssl rand -base64 32` makes them. The same in every process; without it none can be kept or used (secrets.md). |
      | `MAAS_SECRETS_KEY_PREVIOUS` | The key before that one. What it sealed opens, and is sealed anew when a process with control starts. |
      | `MAAS_SECRET_<NAMESPACE>_<NAME>_<KEY>` | A secret itself, in capitals and with `_` for all that is no letter or digit. |
      """;

  private ReferencePage() {}

  static String text() {
    var page = new StringBuilder(HEAD);
    for (Key key : Key.values()) {
      String flags = String.join("`, `", key.flags());
      String value = key.isSwitch() ? "" : " " + key.value().replace("|", "\\|");
      page.append(
          "| `%s` | `%s` | `%s%s` | %s | %s |\n"
              .formatted(
                  key.text(), key.variable(), flags, value, key.fallback(), key.description()));
    }
    return page.append(TAIL).toString();
  }
}
