package io.maas.protocol.translation;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A conversation as an upstream may see it: with what its provider signed itself, and without what
/// another did. That happens when a fallback answered, or the client changed the model. No model
/// loses anything that it could have read.
///
/// @param conversation to be sent
/// @param leftOut what was left out, for who asked
public record OwnThoughts(Conversation conversation, List<String> leftOut) {

  static final String ELSEWHERE = " of another provider";
  static final String CALL = "signature of a call";

  /// Of a conversation with a client of some dialect, for an upstream.
  ///
  /// @param model our name of the model there
  public static OwnThoughts of(Conversation asked, Dialect client, Dialect upstream, String model) {
    Reading reading = new Reading(client, upstream, Maker.at(upstream, model));
    List<Turn> turns = asked.turns().stream().map(reading::turn).toList();
    return new OwnThoughts(
        reading.changed ? asked.with(turns) : asked, reading.leftOut.stream().toList());
  }

  private static final class Reading {

    private final Dialect client;
    private final Dialect upstream;
    private final Maker maker;
    private final Set<String> leftOut = new TreeSet<>();
    private boolean changed;

    Reading(Dialect client, Dialect upstream, Maker maker) {
      this.client = client;
      this.upstream = upstream;
      this.maker = maker;
    }

    Turn turn(Turn turn) {
      if (turn.role() != Turn.Role.ASSISTANT) {
        return turn;
      }
      List<Content> kept = new ArrayList<>(turn.content().size());
      for (Content part : turn.content()) {
        switch (part) {
          case Content.Thought(String text, String signature) when signature != null ->
              thought(text, signature, kept);
          case Content.SealedThought(String data) -> sealed(data, kept);
          case Content.ToolCall call when call.signature() != null && !takesSignedCalls() -> {
            leaveOut(CALL + ELSEWHERE);
            kept.add(new Content.ToolCall(call.id(), call.name(), call.arguments(), null));
          }
          default -> kept.add(part);
        }
      }
      return new Turn(turn.role(), kept);
    }

    private void leaveOut(String name) {
      changed = true;
      leftOut.add(name);
    }

    /// Gemini reads thoughts that nobody signed; the others take only what they signed.
    private void thought(String text, String signature, List<Content> kept) {
      String own = maker.own(signature, client);
      if (own != null) {
        changed |= !own.equals(signature);
        kept.add(new Content.Thought(text, own));
        return;
      }
      leaveOut(word(client) + ELSEWHERE);
      if (upstream == Dialect.GEMINI) {
        kept.add(new Content.Thought(text, null));
      }
    }

    private void sealed(String data, List<Content> kept) {
      String own = maker.own(data, client);
      if (own != null) {
        changed |= !own.equals(data);
        kept.add(new Content.SealedThought(own));
      } else {
        leaveOut(word(client) + ELSEWHERE);
      }
    }

    /// Calls are signed by Google alone, whose OpenAI dialect takes the signatures too.
    private boolean takesSignedCalls() {
      return upstream == Dialect.GEMINI || upstream == Dialect.OPENAI_CHAT;
    }
  }

  /// What clients of a dialect call a thought.
  static String word(Dialect client) {
    return client == Dialect.OPENAI_RESPONSES ? "reasoning" : "thinking";
  }
}
