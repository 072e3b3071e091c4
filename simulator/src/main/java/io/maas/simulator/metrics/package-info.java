/// What Prometheus reads: vLLM's metrics, by vLLM's names, labels and buckets, so that a scheduler
/// that reads an engine's load cannot tell the simulator from the engine.
@NullMarked
package io.maas.simulator.metrics;

import org.jspecify.annotations.NullMarked;
