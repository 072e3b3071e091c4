package io.maas.app.start;

import io.maas.app.data.DemoFacts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is said when a server is ready.
///
/// @param url where it is
/// @param managementUrl where metrics, health and readiness are
/// @param data the data directory
/// @param transport how sockets are driven
/// @param demo the demo's facts; null without a demo
public record ReadyBanner(
    String url, String managementUrl, Path data, String transport, @Nullable DemoFacts demo) {

  /// The text, with a line break at its end.
  public String text() {
    return "\nmaas is ready at "
        + url
        + "\n\n"
        + (demo == null ? "" : demo(demo))
        + "  metrics     %s/metrics\n".formatted(managementUrl)
        + "  transport   %s\n".formatted(transport)
        + "  data        %s\n".formatted(data)
        + "  to end it   Ctrl-C\n\n";
  }

  private String demo(DemoFacts facts) {
    return """
      Ask a model:

        curl -sS %s/v1/chat/completions \\
          -H "Authorization: Bearer %s" \\
          -H "Content-Type: application/json" \\
          -d '{"model":"llama-4-scout","messages":[{"role":"user","content":"Hello!"}]}'

      or see the whole story in a second terminal: maas demo%s

      free key    %s
      premium key %s
      all facts   %s
    """
        .indent(0)
        .formatted(
            url,
            facts.premiumKey(),
            isUsual() ? "" : " --data " + data,
            facts.freeKey(),
            facts.premiumKey(),
            DemoFacts.fileIn(data));
  }

  private boolean isUsual() {
    return data.endsWith(Path.of(".local", "share", "maas"));
  }
}
