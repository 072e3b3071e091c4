package io.maas.domain.catalog;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people are told about a model; all of it optional.
public record ModelDetails(
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String genaiUseCase,
    @Nullable String contextWindow,
    List<String> capabilities) {

  /// Nothing is told.
  public static final ModelDetails NONE = new ModelDetails(null, null, null, null, List.of());

  private static final Pattern WINDOW = Pattern.compile("([0-9]{1,9})\\s*([kKmM]?)(\\s*tokens)?");

  /// The context window in tokens, if what people are told of it is a number: `8192`, `128k`, `1M`.
  public OptionalLong contextTokens() {
    Matcher window = WINDOW.matcher(contextWindow == null ? "" : contextWindow.strip());
    if (!window.matches()) {
      return OptionalLong.empty();
    }
    long thousands =
        switch (window.group(2)) {
          case "k", "K" -> 1_000;
          case "m", "M" -> 1_000_000;
          default -> 1;
        };
    return OptionalLong.of(Long.parseLong(window.group(1)) * thousands);
  }
}
