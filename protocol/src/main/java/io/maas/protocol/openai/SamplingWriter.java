package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes numbers that OpenAI bounds. One beyond is moved to the bound, and that is told.
public final class SamplingWriter {

  private final ObjectNode body;
  private final List<String> dropped;

  /// @param dropped is told which were moved
  public SamplingWriter(ObjectNode body, List<String> dropped) {
    this.body = body;
    this.dropped = dropped;
  }

  /// Writes a number, if there is one.
  public void put(String field, @Nullable Double value, double least, double most) {
    if (value == null) {
      return;
    }
    double within = Math.clamp(value, least, most);
    body.put(field, within);
    if (within != value) {
      dropped.add(field);
    }
  }
}
