package io.maas.systemtests.architecture;

import java.util.stream.Stream;

/// Packages that the rules about libraries and about the system's time let off.
///
/// Three places wire: `app`, the program; `cli.start`, the command line where it is a program of
/// its own; and the top package of `simulator`, which is one where it has to survive the one it is
/// tested with. None contains a decision of the product. `testkit` is part of tests.
final class Places {

  private Places() {}

  static Stream<String> letOff(String root) {
    return Stream.of(
        root + ".app..", root + ".cli.start", root + ".simulator", root + ".testkit..");
  }
}
