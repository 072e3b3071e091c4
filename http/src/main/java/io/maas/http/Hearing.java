package io.maas.http;

import io.vertx.core.MultiMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the program that asks hears a refusal. Most stop at the status, or at `x-should-retry`. Two
/// do not, and say who they are: they are told the same in the form that they understand.
///
/// Source: these programs as they ran; docs/clients-measured.md has the figures.
public enum Hearing {
  /// By what HTTP means.
  PLAIN,
  /// Codex repeats every status five times, but for a 429 that says `insufficient_quota` and names
  /// no time to come back.
  CODEX,
  /// OpenCode takes numbers in the text, also parts of them, for statuses that pass.
  OPENCODE;

  private static final String QUOTA = "insufficient_quota";
  private static final int TOO_MANY_REQUESTS = 429;

  /// What OpenCode and pi take for a passing failure, whatever the status.
  static final Pattern MISTAKEN = Pattern.compile("429|50[0-4]|524");

  private static final Pattern MISTAKEN_NUMBER = Pattern.compile("\\d*(429|50[0-4]|524)\\d*");

  /// Of whoever sent these headers.
  public static Hearing of(MultiMap headers) {
    if (begins(headers.get("originator"), "codex_")) {
      return CODEX;
    }
    return begins(headers.get("user-agent"), "opencode/") ? OPENCODE : PLAIN;
  }

  private static boolean begins(@Nullable String value, String with) {
    return value != null && value.startsWith(with);
  }

  /// A refusal in the form that is understood: nothing in it is changed but what would be mistaken.
  ErrorReply hears(ErrorReply said) {
    return switch (this) {
      case PLAIN -> said;
      case CODEX -> QUOTA.equals(said.body().code()) ? said.withStatus(TOO_MANY_REQUESTS) : said;
      case OPENCODE ->
          said.worthRetrying() ? said : said.withMessage(unmistaken(said.body().message()));
    };
  }

  private static String unmistaken(String message) {
    return MISTAKEN_NUMBER.matcher(message).replaceAll("…");
  }
}
