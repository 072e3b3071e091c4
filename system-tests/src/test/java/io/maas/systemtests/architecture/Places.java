package io.maas.systemtests.architecture;

import java.util.stream.Stream;

/// Packages that the rules about libraries and about the system's time let off.
///
/// Two places wire: `app`, the program; and the top package of `simulator`, which is a program of
/// its own where it has to survive the one it is tested with. Neither contains a decision of the
/// product. `testkit` is part of tests.
final class Places {

  private Places() {}

  static Stream<String> letOff(String root) {
    return Stream.of(root + ".app..", root + ".simulator", root + ".testkit..");
  }
}
