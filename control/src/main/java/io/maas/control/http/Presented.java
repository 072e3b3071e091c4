package io.maas.control.http;

import io.maas.domain.access.ApiKey;
import io.maas.domain.access.Credential;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which credential a caller shows, by `Authorization: Bearer` or by `x-api-key`.
sealed interface Presented {

  /// This one.
  record One(Credential credential) implements Presented {}

  /// None at all.
  record Missing() implements Presented {}

  /// Something that can be no credential of ours.
  record Malformed() implements Presented {}

  /// Two that differ: which of them is meant is not ours to guess.
  record Several() implements Presented {}

  /// Reads all values of both headers.
  static Presented read(List<String> authorizations, List<String> apiKeys) {
    Set<String> texts = new LinkedHashSet<>();
    for (String authorization : authorizations) {
      if (authorization.isBlank()) {
        continue;
      }
      if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
        return new Malformed();
      }
      texts.add(authorization.substring(7).strip());
    }
    apiKeys.stream().filter(key -> !key.isBlank()).map(String::strip).forEach(texts::add);
    return switch (texts.size()) {
      case 0 -> new Missing();
      case 1 -> credential(texts.iterator().next());
      default -> new Several();
    };
  }

  private static Presented credential(String text) {
    if (text.isEmpty()) {
      return new Missing();
    }
    return text.startsWith(ApiKey.PREFIX)
        ? ApiKey.parse(text)
            .<Presented>map(key -> new One(new Credential.Key(key)))
            .orElseGet(Malformed::new)
        : new One(new Credential.Token(text));
  }
}
