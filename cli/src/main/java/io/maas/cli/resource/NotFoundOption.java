package io.maas.cli.resource;

import io.maas.cli.http.Answer;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import picocli.CommandLine.Option;

/// The flag by which what is not there is no failure.
final class NotFoundOption {
  @Option(
      names = "--ignore-not-found",
      description = "What is not there is no failure, and nothing is said of it.")
  private boolean ignored;

  /// Says why control gave nothing, unless that is what the caller expects.
  ///
  /// @return the exit code
  int tell(Session session, Answer.Refused refused, String subject) {
    return ignored && refused.status() == 404 ? ExitCode.OK : session.fail(refused, subject);
  }
}
