package io.maas.control.login;

import io.maas.control.call.Fields;

/// What may be a password: long rather than odd (NIST SP 800-63B).
final class PasswordRule {

  static final int SHORTEST = 12;
  static final int LONGEST = 1024;
  static final int LONGEST_NAME = 256;

  private PasswordRule() {}

  /// Notes what is wrong with it. It is never repeated.
  static void check(Fields body, String field, String password, String user) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      body.refuse(
          field, password.length() + " characters", SHORTEST + " to " + LONGEST + " characters");
    } else if (password.equalsIgnoreCase(user)) {
      body.refuse(field, "the user's name", "something else");
    }
  }
}
