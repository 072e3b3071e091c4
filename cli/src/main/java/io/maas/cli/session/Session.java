package io.maas.cli.session;

import io.maas.cli.connection.Connection;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents.Printer;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// One command's talk with control on behalf of its caller.
///
/// @param shell the caller
public record Session(Shell shell) {

  /// Finds control, with a login that has not ended.
  public Connection.Sought seek(ConnectionOptions options) {
    return switch (Connection.seek(shell, options)) {
      case Connection.Sought.Found(var connection) -> new Renewal(shell).of(connection);
      case Connection.Sought.Missing missing -> missing;
    };
  }

  /// Finds control and does something with it.
  ///
  /// @return the exit code
  public int with(ConnectionOptions options, ToIntFunction<Control> action) {
    return switch (seek(options)) {
      case Connection.Sought.Found(var connection) -> action.applyAsInt(new Control(connection));
      case Connection.Sought.Missing(var problem) -> shell.fail(problem);
    };
  }

  /// Does something with what control gave, or says why it gave nothing.
  ///
  /// @param subject what was asked for, such as `user alice`
  /// @return the exit code
  public int tell(Answer answer, String subject, Consumer<Answer.Given> then) {
    return switch (answer) {
      case Answer.Given given -> {
        then.accept(given);
        yield ExitCode.OK;
      }
      case Answer.Refused refused -> fail(refused, subject);
    };
  }

  /// Says why control gave nothing, with every violation on a line of its own.
  ///
  /// @return [ExitCode#FAILED]
  public int fail(Answer.Refused refused, String subject) {
    int code = shell.fail(refused.line(subject));
    refused.violations().forEach(violation -> shell.remark("  " + violation));
    return code;
  }

  /// Says one line of answer.
  public void say(String line) {
    shell.out().println(line);
    shell.out().flush();
  }

  /// Where answers go, in the form that was asked for.
  public Printer printer(FormatOption option) {
    return new Printer(shell.out(), shell.colours(), option.format());
  }
}
