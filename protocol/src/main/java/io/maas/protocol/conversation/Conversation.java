package io.maas.protocol.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client asks of a model that chats.
///
/// @param stream whether the answer shall come in pieces
/// @param usageAsked whether the client wants usage in the stream, where its dialect lets it choose
/// @param system instructions that stand before all turns
/// @param turns who said what, oldest first
/// @param tools what the model may call
/// @param toolChoice whether it may, must or must not; null if the client did not say
/// @param parallelCalls whether it may call several at once; null if the client did not say
/// @param sampling how tokens are chosen, and how many
/// @param format the form of what the model says
/// @param thinking how much it shall think
/// @param user the client's name of its end user, if it gave one
/// @param cacheKey the client's hint which requests share a prefix, if it gave one
/// @param leftovers fields of the client's dialect that have no word here
public record Conversation(
    boolean stream,
    boolean usageAsked,
    List<Content> system,
    List<Turn> turns,
    List<Tool> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable Boolean parallelCalls,
    Sampling sampling,
    Format format,
    Thinking thinking,
    @Nullable String user,
    @Nullable String cacheKey,
    List<Leftover> leftovers) {

  public Conversation {
    system = List.copyOf(system);
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
    leftovers = List.copyOf(leftovers);
  }

  /// The same, in which this was said.
  public Conversation with(List<Turn> said) {
    return new Conversation(
        stream,
        usageAsked,
        system,
        said,
        tools,
        toolChoice,
        parallelCalls,
        sampling,
        format,
        thinking,
        user,
        cacheKey,
        leftovers);
  }
}
