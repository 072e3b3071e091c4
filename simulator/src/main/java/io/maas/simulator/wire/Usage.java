package io.maas.simulator.wire;

/// The tokens of a request so far. `cached` is how many of the prompt's were in the prefix cache,
/// negative where none is kept.
public record Usage(int prompt, int completion, int cached) {
  void write(ByteWriter out) {
    out.ascii("{\"prompt_tokens\":")
        .number(prompt)
        .ascii(",\"total_tokens\":")
        .number(prompt + completion)
        .ascii(",\"completion_tokens\":")
        .number(completion);
    if (cached >= 0) {
      out.ascii(",\"prompt_tokens_details\":{\"cached_tokens\":").number(cached).ascii("}");
    } else {
      out.ascii(",\"prompt_tokens_details\":null");
    }
    out.ascii("}");
  }
}
