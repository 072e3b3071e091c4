package io.maas.simulator.answer;

import io.maas.simulator.text.ChatPrompt;
import io.maas.simulator.text.Composer;
import io.maas.simulator.text.Passage;
import io.maas.simulator.text.Tokenizer;
import java.util.List;

/// Answers prompts: the same prompt, bounds and seed always get the same answer.
public final class Answering {
  private final Tokenizer tokenizer;
  private final Composer composer;

  public Answering(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.composer = new Composer(tokenizer);
  }

  /// Answers a conversation, by a tool call where one is asked for or forced.
  public Answer chat(
      ChatPrompt prompt, List<Tool> tools, ToolChoice choice, long seed, Bounds bounds) {
    return ToolSelection.select(prompt, tools, choice)
        .map(tool -> call(tool, prompt, bounds))
        .orElseGet(() -> words(prompt.lastAsked(), seed, bounds));
  }

  /// Answers with words.
  public Answer words(String asked, long seed, Bounds bounds) {
    // One token more than allowed tells a text that is cut from one that ends just there.
    var composed = composer.compose(asked, seed, bounds.enough(), bounds.atMost() + 1);
    boolean cut = bounds.endless() || composed.length() > bounds.atMost();
    var passage = composed.first(bounds.atMost());
    return StopSequence.firstIn(passage, bounds.stops())
        .map(stop -> stop.end(passage, bounds.keepsStop()))
        .orElseGet(() -> new Answer.Words(passage, cut ? Finish.LENGTH : Finish.STOP, null));
  }

  private Answer call(Tool tool, ChatPrompt prompt, Bounds bounds) {
    int nameTokens = tokenizer.count(tool.name());
    if (nameTokens > bounds.atMost()) {
      return new Answer.Words(
          Passage.of(tool.name(), tokenizer).first(bounds.atMost()).saying(0), Finish.LENGTH, null);
    }
    var arguments = Passage.of(ToolArguments.of(tool, prompt.lastAsked()), tokenizer);
    int left = bounds.atMost() - nameTokens;
    var finish = arguments.length() > left ? Finish.LENGTH : Finish.TOOL_CALLS;
    return new Answer.ToolCall(tool.name(), nameTokens, arguments.first(left), finish);
  }
}
