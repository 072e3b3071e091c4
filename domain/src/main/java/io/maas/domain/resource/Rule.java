package io.maas.domain.resource;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a text must be, and how people are told.
///
/// @param expected ends the sentence "expected: …"
/// @param accepts whether a text is so
public record Rule(String expected, Predicate<String> accepts) {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  /// What Kubernetes lets a namespace be called (RFC 1123).
  public static final Rule DNS_LABEL =
      matching("1 to 63 of a-z, 0-9 and -, a letter or digit at both ends", LABEL, 63);

  /// What Kubernetes lets most objects be called (RFC 1123).
  public static final Rule DNS_SUBDOMAIN =
      matching(
          "1 to 253 of a-z, 0-9, - and ., a letter or digit at the ends of each part",
          LABEL + "(\\." + LABEL + ")*",
          253);

  /// A text of a length.
  public static Rule text(int min, int max) {
    return new Rule(
        "text of " + min + " to " + max + " characters",
        text -> text.length() >= min && text.length() <= max);
  }

  /// A text of a form. The length is looked at first, so that no text is long enough to make the
  /// pattern slow.
  public static Rule matching(String expected, String pattern, int max) {
    Predicate<String> form = Pattern.compile(pattern).asMatchPredicate();
    return new Rule(expected, text -> text.length() <= max && form.test(text));
  }

  /// One of these words.
  public static Rule oneOf(String... words) {
    List<String> list = List.of(words);
    return new Rule("one of " + String.join(", ", list), list::contains);
  }
}
