/// Engines that this process runs itself: one process for each `LLMInferenceService` that wants
/// replicas, of a command line that the process's configuration gives. They are kept alive, asked
/// whether they answer, and ended with us. Nobody waits for any of it: what compiles resources
/// reads where each engine answers now, and is told when that is another.
@NullMarked
package io.maas.control.engine;

import org.jspecify.annotations.NullMarked;
