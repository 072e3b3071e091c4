/// The rules of the architecture, as tests.
///
/// Each rule is a function of the package the tree hangs from. `io.maas` is the tree that must keep
/// them; `violations` is a small tree of the same shape that breaks every one of them, so that a
/// rule which stopped refusing anything fails a test instead of passing for ever.
///
/// - [io.maas.systemtests.architecture.Modules]: who may see whom.
/// - [io.maas.systemtests.architecture.Frameworks]: where types of libraries may be named.
/// - [io.maas.systemtests.architecture.SystemTime]: where the clock and chance may be asked.
/// - [io.maas.systemtests.architecture.Names]: names that say nothing.
@NullMarked
package io.maas.systemtests.architecture;

import org.jspecify.annotations.NullMarked;
