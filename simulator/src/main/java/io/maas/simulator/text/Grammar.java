package io.maas.simulator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Sentences of a subject, a verb, an object and an end, each tokenized once.
///
/// The parts meet only where the tokenizer splits in any case, before a blank with a letter after
/// it or before punctuation, so joining the parts' tokens gives what tokenizing the whole text
/// gives.
final class Grammar {
  private static final List<String> SUBJECTS =
      List.of(
          "A good first step",
          "The simplest approach",
          "Most of the work",
          "The part that matters most",
          "One detail worth checking",
          "The usual reason",
          "A small experiment",
          "The safest option",
          "An honest estimate",
          "The answer in practice",
          "What usually helps",
          "A second opinion");
  private static final List<String> VERBS =
      List.of(" is", " depends on", " starts with", " comes from", " rests on", " begins with");
  private static final List<String> OBJECTS =
      List.of(
          " a clear picture of the current state",
          " how often the result is read",
          " a short list of what must not change",
          " the slowest of the steps involved",
          " a test that can fail",
          " knowing who uses it and why",
          " the size of the data",
          " an example that everybody understands",
          " the limits that are already in place",
          " what was measured last week",
          " one change at a time",
          " the cost of being wrong");
  private static final List<String> ENDS =
      List.of(
          ".",
          ", and the rest can wait.",
          ", which is easy to try on a small scale.",
          ", so measure before you decide.",
          ", rather than on habit.",
          " for most teams.");

  private final List<Passage> openingSubjects;
  private final List<Passage> followingSubjects;
  private final List<Passage> verbs;
  private final List<Passage> objects;
  private final List<Passage> ends;
  private final List<Passage> paragraphEnds;

  Grammar(Tokenizer tokenizer) {
    openingSubjects = passages(SUBJECTS, tokenizer);
    followingSubjects =
        passages(SUBJECTS.stream().map(subject -> " " + subject).toList(), tokenizer);
    verbs = passages(VERBS, tokenizer);
    objects = passages(OBJECTS, tokenizer);
    ends = passages(ENDS, tokenizer);
    paragraphEnds = passages(ENDS.stream().map(end -> end + "\n\n").toList(), tokenizer);
  }

  /// Appends one sentence; `opens` where it begins a paragraph, `closes` where another paragraph
  /// follows.
  void sentence(List<Piece> text, RandomGenerator random, boolean opens, boolean closes) {
    append(text, pick(opens ? openingSubjects : followingSubjects, random));
    append(text, pick(verbs, random));
    append(text, pick(objects, random));
    append(text, pick(closes ? paragraphEnds : ends, random));
  }

  private static void append(List<Piece> text, Passage passage) {
    for (int i = 0; i < passage.length(); i++) {
      text.add(passage.piece(i));
    }
  }

  private static Passage pick(List<Passage> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<Passage> passages(List<String> texts, Tokenizer tokenizer) {
    var passages = new ArrayList<Passage>(texts.size());
    for (var text : texts) {
      passages.add(Passage.of(text, tokenizer));
    }
    return List.copyOf(passages);
  }
}
