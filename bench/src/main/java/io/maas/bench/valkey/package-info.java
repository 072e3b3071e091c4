/// What decisions cost on counters that gateways share: a real server on a core of its own, asked
/// by one client that pipelines, beside what plain `INCR` does through the same kind of client in
/// the same run.
@NullMarked
package io.maas.bench.valkey;

import org.jspecify.annotations.NullMarked;
