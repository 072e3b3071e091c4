package io.maas.control.user;

import io.maas.control.call.Fields;
import io.maas.domain.access.StoredKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What users and groups may be called.
final class Names {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._@-]{0,127}");

  /// Names that identity providers of the platform give; no local group may pass for one.
  private static final String RESERVED = "system:";

  private static final String EXPECTED =
      "1 to 128 letters, digits, ':', '.', '_', '@' and '-', the first a letter or digit";

  private Names() {}

  /// Notes what is wrong with a user's name.
  static String user(Fields body, String field, @Nullable String name) {
    if (name == null) {
      body.refuse(field, "missing", EXPECTED);
    } else if (!NAME.matcher(name).matches()) {
      body.refuse(field, printable(name), EXPECTED);
    }
    return name == null ? "" : name;
  }

  /// Notes what is wrong with the name of a new user, who must not pass for a team.
  static String person(Fields body, String field, @Nullable String name) {
    String checked = user(body, field, name);
    if (checked.startsWith(StoredKey.TEAM_PREFIX)) {
      body.refuse(field, checked, "not one of a team, " + StoredKey.TEAM_PREFIX + "...");
    }
    return checked;
  }

  /// Notes what is wrong with a group's name.
  static String group(Fields body, String field, @Nullable String name) {
    String checked = user(body, field, name);
    if (checked.startsWith(RESERVED)) {
      body.refuse(field, checked, "not one of the platform's own, " + RESERVED + "...");
    }
    return checked;
  }

  private static String printable(String name) {
    String shown = name.length() > 128 ? name.substring(0, 128) + "..." : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
