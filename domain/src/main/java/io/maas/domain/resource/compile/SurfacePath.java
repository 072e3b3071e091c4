package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Surface;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a provider speaks a dialect, from its root on, in two parts.
///
/// @param base what stands before the path that the dialect usually has; empty if the rest is not
///   that path
/// @param rest all behind it, with the query
record SurfacePath(Dialect dialect, String base, String rest) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final String MODEL = "{model}";
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");
  private static final Pattern PATH =
      Pattern.compile(
          "(/[A-Za-z0-9_~:@-][A-Za-z0-9._~:@-]*)+(\\?[A-Za-z0-9._~:@-]+=[A-Za-z0-9._~:@-]*"
              + "(&[A-Za-z0-9._~:@-]+=[A-Za-z0-9._~:@-]*)*)?");

  /// The path with its placeholders filled, but for `{model}`. A value that is missing, or is more
  /// than a segment of a path, leaves its placeholder, which no path may have.
  static String filled(String path, Map<String, String> config) {
    return PLACEHOLDER
        .matcher(path)
        .replaceAll((MatchResult match) -> {
          String value = config.getOrDefault(match.group(1), "");
          boolean fills = !match.group().equals(MODEL) && SEGMENT.matcher(value).matches();
          return Matcher.quoteReplacement(fills ? value : match.group());
        });
  }

  /// Whether a dialect can be spoken at a path that was filled.
  static boolean fits(Dialect dialect, String path) {
    return PATH.matcher(path.replace(MODEL, "model")).matches()
        && withoutQuery(path).endsWith(end(dialect));
  }

  static SurfacePath of(Dialect dialect, String path) {
    String usual = Surface.usual(dialect).path();
    String bare = withoutQuery(path);
    String base = bare.endsWith(usual) ? bare.substring(0, bare.length() - usual.length()) : "";
    return new SurfacePath(dialect, base, path.substring(base.length()));
  }

  /// What every path of the dialect ends in, whatever a provider puts before it.
  static String end(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> "/chat/completions";
      case OPENAI_RESPONSES -> "/responses";
      case MESSAGES -> "/messages";
      case BEDROCK_CONVERSE -> "/converse";
      case GEMINI -> ":generateContent";
    };
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
