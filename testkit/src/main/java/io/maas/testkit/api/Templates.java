package io.maas.testkit.api;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Paths with variable parts, as documents of APIs write them.
final class Templates {

  private Templates() {}

  /// What fits one; a group for each variable part.
  static Pattern pattern(String template) {
    return Pattern.compile(
        Arrays.stream(template.split("(?<=\\})|(?=\\{)"))
            .map(part -> part.startsWith("{") ? "([^/]+)" : Pattern.quote(part))
            .collect(Collectors.joining()));
  }
}
