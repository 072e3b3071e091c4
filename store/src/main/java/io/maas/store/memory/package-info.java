/// The counters of one gateway that is alone: in memory, exact, and gone with the process.
///
/// A counter is a limit and a subject. Its use is kept in an `OpenWindow`, which is made by the
/// first hold and forgotten when it is over; a reservation keeps hold of the windows that admitted
/// it, so that a late settlement lands where it belongs. Windows live in `Shard`s, each with a lock
/// of its own; `MemoryQuota` takes the locks that a request needs in one order, and so decides over
/// all its limits at once. What was used before the process began is asked once a counter, from the
/// history, before anything is decided on it.
@NullMarked
package io.maas.store.memory;

import org.jspecify.annotations.NullMarked;
