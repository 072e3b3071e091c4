package io.maas.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.Connection;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.connection.Logins;
import io.maas.cli.connection.StoredLogin;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.http.Wire;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maas login`: gets a token and keeps it for the commands that follow.
@Command(
    name = "login",
    description = {
      "Signs in, and keeps the token for the commands that follow.",
      "Without a flag: with any browser, where the server believes an issuer of OpenID Connect."
    },
    footer = {
      "",
      "Examples: maas login --url https://maas.example.com",
      "          maas login --username ada < password.txt"
    })
public final class LoginCommand implements Callable<Integer> {
  private final Session session;
  private final Waiting waiting;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "A local user; the password is asked for, or read from standard input.")
  private @Nullable String username;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Which issuer, where the server believes several.")
  private @Nullable String issuer;

  @Option(
      names = "--kubernetes",
      description = "With the token of the kubeconfig's current user, or of this pod.")
  private boolean kubernetes;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  /// How one waits for somebody to approve.
  @FunctionalInterface
  public interface Waiting {
    void seconds(long seconds) throws InterruptedException;
  }

  public LoginCommand(Session session, Waiting waiting) {
    this.session = session;
    this.waiting = waiting;
  }

  @Override
  public Integer call() {
    Shell shell = session.shell();
    String at =
        Optional.ofNullable(connection.url())
            .or(() -> shell.variable("MAAS_URL"))
            .orElse(Connection.DEFAULT_URL);
    Optional<URI> root = Connection.root(at);
    if (root.isEmpty()) {
      return shell.fail("url: " + at + " (expected: http://HOST:PORT or https://HOST[:PORT])");
    }
    Wire wire = new Wire(root.get(), connection.ca());
    if (connection.token() != null) {
      return keep(wire, new StoredLogin(at, connection.token(), null, null, null));
    }
    if (kubernetes) {
      return ClusterToken.of(shell)
          .map(token -> keep(wire, new StoredLogin(at, token, null, null, null)))
          .orElseGet(() ->
              shell.fail(
                  "kubernetes: no token (expected: one of the kubeconfig's current user, or the"
                      + " pod's own; programs that make tokens are not run)"));
    }
    return username == null ? device(wire, at) : password(wire, at, username);
  }

  private int password(Wire wire, String at, String user) {
    Secrets secrets = new Secrets(session.shell());
    ObjectNode wish = JsonNodeFactory.instance.objectNode().put("username", user);
    wish.put("password", secrets.ask("Password: "));
    Answer answer = Answer.of(wire.send("POST", Control.ROOT + "/login", null, wish));
    if (answer instanceof Answer.Refused refused && refused.message().contains("newPassword")) {
      session.shell().remark("This password is good for one use; choose another.");
      wish.put("newPassword", secrets.ask("New password: "));
      answer = Answer.of(wire.send("POST", Control.ROOT + "/login", null, wish));
    }
    return switch (answer) {
      case Answer.Refused refused -> session.fail(refused, "login of " + user);
      case Answer.Given(JsonNode body) ->
          keep(
              wire,
              new StoredLogin(
                  at,
                  body.path("token").asText(),
                  null,
                  null,
                  Instant.parse(body.path("expiresAt").asText())));
    };
  }

  private int device(Wire wire, String at) {
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    if (issuer != null) {
      wish.put("issuer", issuer);
    }
    return switch (Answer.of(wire.send("POST", Control.ROOT + "/auth/device", null, wish))) {
      case Answer.Refused refused -> {
        int code = session.fail(refused, "login");
        session.shell().remark("Other ways: --username NAME, --token TOKEN, --kubernetes");
        yield code;
      }
      case Answer.Given(JsonNode body) -> {
        String open = body.path("verificationUriComplete").asText("");
        session
            .shell()
            .remark(
                "Open "
                    + (open.isEmpty() ? body.path("verificationUri").asText() : open)
                    + " and compare the code: "
                    + body.path("userCode").asText());
        yield wait(wire, at, body);
      }
    };
  }

  private int wait(Wire wire, String at, JsonNode device) {
    Shell shell = session.shell();
    ObjectNode wish =
        JsonNodeFactory.instance.objectNode().put("issuer", device.path("issuer").asText());
    wish.put("deviceCode", device.path("deviceCode").asText());
    Instant end = shell.clock().instant().plusSeconds(device.path("expiresIn").asLong(600));
    long interval = Math.max(1, device.path("interval").asLong(5));
    while (shell.clock().instant().isBefore(end)) {
      try {
        waiting.seconds(interval);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return shell.fail("login: interrupted");
      }
      Answer answer = Answer.of(wire.send("POST", Control.ROOT + "/auth/token", null, wish));
      if (answer instanceof Answer.Given(JsonNode tokens)) {
        return keep(wire, login(at, device.path("issuer").asText(), tokens));
      }
      if (answer instanceof Answer.Refused refused) {
        if (refused.message().contains("slow_down")) {
          interval += 5;
        } else if (!refused.message().contains("authorization_pending")) {
          return session.fail(refused, "login");
        }
      }
    }
    return shell.fail(
        "login: nobody approved it in time (expected: within "
            + device.path("expiresIn").asLong(600)
            + " s)");
  }

  private StoredLogin login(String at, String of, JsonNode tokens) {
    String refresh = tokens.path("refreshToken").asText("");
    return new StoredLogin(
        at,
        tokens.path("accessToken").asText(),
        of,
        refresh.isEmpty() ? null : refresh,
        session.shell().clock().instant().plusSeconds(tokens.path("expiresIn").asLong(60)));
  }

  /// Keeps it if control knows whose it is.
  private int keep(Wire wire, StoredLogin login) {
    return switch (new Control(wire, login.token()).get("/whoami")) {
      case Answer.Refused refused -> session.fail(refused, "login");
      case Answer.Given(JsonNode self) -> {
        try {
          Logins logins = Logins.of(session.shell());
          logins.keep(login);
          session.say(login.url() + ": logged in as " + self.path("user").asText());
          yield ExitCode.OK;
        } catch (IOException e) {
          yield session.shell().fail("the login cannot be kept: " + e.getMessage());
        }
      }
    };
  }
}
