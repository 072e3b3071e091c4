/// What a model answers: words or a tool call, ended by itself, by a stop sequence or by a limit.
///
/// An answer is complete before the first of its tokens goes out; the engine only paces it.
@NullMarked
package io.maas.simulator.answer;

import org.jspecify.annotations.NullMarked;
