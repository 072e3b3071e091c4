package io.maas.simulator.answer;

import io.maas.simulator.text.Passage;
import org.jspecify.annotations.Nullable;

/// One choice of a reply, whole.
///
/// It goes out in [#steps]: each step is one token, except that the first step of a tool call is
/// all the tokens of its name.
public sealed interface Answer {
  Finish finish();

  int steps();

  /// How many tokens were generated after that many steps (at most [#steps]).
  int tokensAfter(int steps);

  default int tokens() {
    return tokensAfter(steps());
  }

  /// Words. `stopSequence` is the one that ended them, null where none did.
  record Words(Passage passage, Finish finish, @Nullable String stopSequence) implements Answer {
    @Override
    public int steps() {
      return passage.length();
    }

    @Override
    public int tokensAfter(int steps) {
      return steps;
    }

    /// Whether the model ended of itself, by a token that nobody sees: then the end has an event of
    /// its own.
    public boolean endedOfItself() {
      return finish == Finish.STOP && stopSequence == null;
    }
  }

  /// A call of a tool; the arguments are the text of a JSON object, unless a limit cut them.
  record ToolCall(String name, int nameTokens, Passage arguments, Finish finish) implements Answer {
    @Override
    public int steps() {
      return 1 + arguments.length();
    }

    @Override
    public int tokensAfter(int steps) {
      return steps == 0 ? 0 : nameTokens + steps - 1;
    }
  }
}
