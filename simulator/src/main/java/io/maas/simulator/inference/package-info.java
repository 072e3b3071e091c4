/// From a request's bytes to a job that the engine can run: checked against the model's context,
/// its prompt counted, its answers composed. All of it depends on the bytes alone, so a job is kept
/// for the next request with the same ones.
@NullMarked
package io.maas.simulator.inference;

import org.jspecify.annotations.NullMarked;
