package io.maas.domain.job;

/// What came of trying to run a job.
public sealed interface Attempt {

  /// It was done.
  ///
  /// @param outcome in a few words
  record Done(String outcome) implements Attempt {}

  /// It was tried and could not be done.
  record Failed(RuntimeException problem) implements Attempt {}

  /// Somebody runs it now.
  record Busy() implements Attempt {}

  /// Somebody has run it lately.
  record NotDue() implements Attempt {}
}
