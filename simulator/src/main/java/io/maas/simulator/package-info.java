/// An inference server that behaves like vLLM, without a model: for demos, tests and load.
///
/// A request becomes a job (`inference`): its prompt counted by a real tokenizer, its answer
/// composed beforehand (`text`, `answer`). An engine paces the job in one of its slots (`engine`);
/// bytes go out as OpenAI's API has them (`wire`, `http`); and what was served is written down
/// (`book`, `metrics`), so that others can be held to it. One simulator runs on one event loop and
/// shares nothing.
@NullMarked
package io.maas.simulator;

import org.jspecify.annotations.NullMarked;
