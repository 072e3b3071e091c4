package io.maas.protocol.openai;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers messages into turns: what one side said before the other spoke is one. Instructions that
/// come before anybody spoke stand before all turns.
public final class Turns {

  private final List<Content> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private @Nullable Role role;
  private List<Content> said = new ArrayList<>();

  /// Adds what somebody said.
  public void add(Role speaker, List<Content> content) {
    if (speaker == Role.SYSTEM && role == null) {
      system.addAll(content);
      return;
    }
    if (speaker != role) {
      close();
      role = speaker;
    }
    said.addAll(content);
  }

  private void close() {
    if (role != null && !said.isEmpty()) {
      turns.add(new Turn(role, said));
      said = new ArrayList<>();
    }
  }

  /// What stands before all turns.
  public List<Content> system() {
    return system;
  }

  /// The turns, after the last was added.
  public List<Turn> turns() {
    close();
    return turns;
  }
}
