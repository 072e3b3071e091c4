package io.maas.systemtests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a rule refuses in the tree of violations.
final class Refused {

  private static final JavaClasses VIOLATIONS = Sources.ofViolations();

  /// A detail of a failure begins with who broke the rule: `Method <package.Class.method(...)>
  /// ...`.
  private static final Pattern CULPRIT =
      Pattern.compile(
          "^[A-Z][A-Za-z ]*? <"
              + Pattern.quote(Sources.VIOLATIONS)
              + "\\.(?<type>[a-z.]+\\.[A-Z]\\w*(\\$\\w+)?)(\\.(?<member>\\w+)\\()?");

  private Refused() {}

  /// The classes, by their names below the tree's root.
  static Set<String> types(ArchRule rule) {
    return culprits(rule, "type");
  }

  /// The methods, by their bare names.
  static Set<String> methods(ArchRule rule) {
    return culprits(rule, "member");
  }

  /// Whole descriptions, for a rule that refuses more than a class.
  static String report(ArchRule rule) {
    return String.join("\n", rule.evaluate(VIOLATIONS).getFailureReport().getDetails());
  }

  private static Set<String> culprits(ArchRule rule, String group) {
    var found = new TreeSet<String>();
    for (var detail : rule.evaluate(VIOLATIONS).getFailureReport().getDetails()) {
      CULPRIT.matcher(detail).results().map(match -> part(match, group)).forEach(found::add);
    }
    return found;
  }

  private static String part(MatchResult match, String group) {
    var part = match.group(group);
    return part == null ? "(none: " + match.group() + ")" : part;
  }
}
