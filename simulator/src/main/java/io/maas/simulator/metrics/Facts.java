package io.maas.simulator.metrics;

import java.util.List;

/// What a request was, once it has ended: what metrics are made of. Times are in nanoseconds.
///
/// @param finishes vLLM's finished reason of each choice: stop, length or abort
/// @param maxTokens the limit that the client set; 0 where it set none
/// @param queued from the arrival to the slot
/// @param prefill from the slot to the first token; 0 where there was none
/// @param decode from the first token to the end
/// @param total from the arrival to the end
public record Facts(
    List<String> finishes,
    int promptTokens,
    int cachedTokens,
    int outputTokens,
    int maxTokens,
    long queued,
    long prefill,
    long decode,
    long total) {}
