package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content.CachePoint;
import java.util.ArrayList;
import java.util.List;

/// Marks blocks up to which the provider shall keep the prompt. It takes four marks and refuses
/// more: then the last four are sent, which end the longest prefixes.
final class CacheMarks {

  private static final int MOST = 4;

  private final List<ObjectNode> marked = new ArrayList<>();

  void mark(ObjectNode block, CachePoint point) {
    ObjectNode control = block.putObject("cache_control").put("type", "ephemeral");
    if (point.ttl() != null) {
      control.put("ttl", point.ttl());
    }
    marked.add(block);
  }

  void keepTheLast() {
    for (int i = 0; i < marked.size() - MOST; i++) {
      marked.get(i).remove("cache_control");
    }
  }
}
