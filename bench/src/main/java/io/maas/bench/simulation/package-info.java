/// Many gateways that spend one limit by leases, in virtual time: no threads, no sockets, one seed,
/// the same figures on every machine.
///
/// A `World` has a `CounterStore`, the `SimulatedGateway`s before it, each at a `Wire`, and the
/// `Truth`: what was really used and held, which no gateway knows. Requests come as `Traffic` says;
/// `Lease` says how large a `Block` a gateway debits ahead. `QuotaSimulation` runs worlds and
/// prints what came of each.
@NullMarked
package io.maas.bench.simulation;

import org.jspecify.annotations.NullMarked;
