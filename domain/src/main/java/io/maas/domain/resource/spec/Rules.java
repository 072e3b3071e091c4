package io.maas.domain.resource.spec;

import io.maas.domain.metering.Window;
import io.maas.domain.resource.Rule;
import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The rules that several kinds share, with the reference's lengths and patterns.
final class Rules {

  /// The name of another object.
  static final Rule NAME = Rule.text(1, 253);

  /// A part of a reference to a model.
  static final Rule SHORT_NAME = Rule.text(1, 63);

  /// A user or group as identity providers name them.
  static final Rule SUBJECT = Rule.text(1, 256);

  /// A text without a rule of the reference's; bounded so that nothing grows without end.
  static final Rule FREE = Rule.text(0, 2048);

  /// A name that a request's `model` may have.
  static final Rule MODEL_NAME =
      Rule.matching("1 to 253 characters without blanks", "[^\\s\\p{Cntrl}]+", 253);

  /// A span of time that a limit counts over.
  static final Rule WINDOW =
      new Rule(
          "1 to 9999 and s, m or h, such as 5m, at most 366 days; or day, or month",
          text -> Window.parse(text).isPresent());

  /// Where the days of a calendar begin.
  static final Rule TIME_ZONE =
      new Rule(
          "a time zone, such as Europe/Berlin", text -> Window.parse("day@" + text).isPresent());

  /// A host as the reference's patterns take it, if a URL can name it too: `127.1` is none.
  static final Rule HOST =
      new Rule("a host name of 1 to 253 characters, without scheme, port or path", Rules::isHost);

  /// A host that is more than one word.
  static final Rule FULL_HOST =
      new Rule(
          "a full host name of 1 to 253 characters with a dot, without scheme, port or path",
          text -> text.indexOf('.') > 0 && HOST.accepts().test(text));

  /// A TCP port, as text.
  static final Rule PORT =
      new Rule(
          "a port from 1 to 65535",
          text -> text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65535);

  /// Refused, or served uncounted.
  static final Rule FAILURE_MODE = Rule.oneOf("closed", "open");

  /// Yes or no, as text.
  static final Rule FLAG = Rule.oneOf("true", "false");

  private static final Predicate<String> LABELS =
      Pattern.compile(
              "[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*")
          .asMatchPredicate();

  private Rules() {}

  private static boolean isHost(String text) {
    return text.length() <= 253
        && LABELS.test(text)
        && URI.create("http://" + text).getHost() != null;
  }
}
