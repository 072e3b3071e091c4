/// A small tree of the shape of maas, in which every rule of the architecture is broken once.
///
/// Beside most that break a rule stands one that comes near and keeps it. `RulesRefuseTest` names
/// them all; nothing else may use them.
@NullMarked
package io.maas.systemtests.architecture.violations;

import org.jspecify.annotations.NullMarked;
