/// The OpenAI API as vLLM serves it, as bytes: requests read, replies and stream events written,
/// errors.
///
/// Replies are written by hand into byte arrays, since the simulator stands behind load tests and
/// must never be their bottleneck.
@NullMarked
package io.maas.simulator.wire;

import org.jspecify.annotations.NullMarked;
