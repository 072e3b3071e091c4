/// The inference engine as its clients feel it: slots, a queue, the pace of tokens, a KV cache, and
/// the faults that a test or a demo wants.
///
/// Plain Java on one thread: a clock and an alarm are given to it, nothing here waits or locks.
@NullMarked
package io.maas.simulator.engine;

import org.jspecify.annotations.NullMarked;
