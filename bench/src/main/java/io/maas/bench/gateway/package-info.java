/// `maas bench gateway`: the gateway beside nginx and beside nothing, in interleaved rounds.
///
/// A `Stage` holds everything that runs, `Target`s are what load is put on, a `Scenario` is a kind
/// of load, and a `Measurement` is one target under one load in one round.
@NullMarked
package io.maas.bench.gateway;

import org.jspecify.annotations.NullMarked;
