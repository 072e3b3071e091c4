package io.maas.protocol.conversation;

import org.jspecify.annotations.Nullable;

/// A piece of an answer that comes as a stream.
///
/// A stream is one [Began], pieces, one [Stopped], and one [Finished]; [Counted] may come anywhere
/// between, also after [Stopped]. Or it ends with [Failed]. Which block a piece belongs to follows
/// from what it is: whoever writes blocks opens one when the kind of piece changes, and again at a
/// [BlockEnded].
public sealed interface AnswerEvent {

  /// The answer begins.
  ///
  /// @param id the provider's id of it, if it gave one
  /// @param model the provider's own name of the model, if it gave one
  record Began(@Nullable String id, @Nullable String model) implements AnswerEvent {}

  /// More text.
  record TextPiece(String text) implements AnswerEvent {}

  /// More of the model's words for that it will not.
  record DeclinedPiece(String text) implements AnswerEvent {}

  /// More of what may be read of its thoughts.
  record ThoughtPiece(String text) implements AnswerEvent {}

  /// The signature of the thought before it.
  record ThoughtSigned(String signature) implements AnswerEvent {}

  /// A thought that only its provider can read.
  record SealedThoughtCame(String data) implements AnswerEvent {}

  /// A call begins.
  ///
  /// @param call which of the answer's calls, from 0 in the order of beginning
  /// @param signature what the provider wants back with it, if anything
  record CallBegan(int call, String id, String name, @Nullable String signature)
      implements AnswerEvent {}

  /// More of a call's arguments: a piece of JSON text, cut anywhere.
  record ArgumentsPiece(int call, String json) implements AnswerEvent {}

  /// What was being said is whole.
  record BlockEnded() implements AnswerEvent {}

  /// The model stopped.
  record Stopped(Stop stop) implements AnswerEvent {}

  /// The provider counted; over what it told before, see [Told#then(Told)].
  record Counted(Told told) implements AnswerEvent {}

  /// The provider lives, and has nothing to say.
  record Alive() implements AnswerEvent {}

  /// The provider broke in the middle, and said so.
  ///
  /// @param type its own class of error, if it gave one
  record Failed(@Nullable String type, String message) implements AnswerEvent {}

  /// The provider's terminal event, or the clean end of a stream that has none.
  record Finished() implements AnswerEvent {}
}
