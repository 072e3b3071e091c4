package io.maas.cli.login;

import io.maas.cli.connection.Connection;
import io.maas.cli.connection.Logins;
import io.maas.cli.connection.StoredLogin;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maas logout`: forgets a login.
@Command(name = "logout", description = "Forgets what `maas login` got.")
public final class LogoutCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--url", paramLabel = "URL", description = "At which control; MAAS_URL.")
  private @Nullable String url;

  public LogoutCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Shell shell = session.shell();
    Logins logins = Logins.of(shell);
    String at =
        Optional.ofNullable(url)
            .or(() -> shell.variable("MAAS_URL"))
            .or(() -> logins.last().map(StoredLogin::url))
            .orElse(Connection.DEFAULT_URL);
    try {
      if (!logins.forget(at)) {
        return shell.fail(at + ": no login");
      }
      session.say(at + ": logged out");
      return ExitCode.OK;
    } catch (IOException e) {
      return shell.fail("the login cannot be forgotten: " + e.getMessage());
    }
  }
}
