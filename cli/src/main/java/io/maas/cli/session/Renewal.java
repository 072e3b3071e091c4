package io.maas.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.Connection;
import io.maas.cli.connection.Logins;
import io.maas.cli.connection.StoredLogin;
import io.maas.cli.http.Control;
import io.maas.cli.http.Response;
import io.maas.cli.http.Wire;
import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.time.Instant;

/// Replaces a kept token that has ended by another one, if there is something to get one with.
record Renewal(Shell shell) {

  Connection.Sought of(Connection connection) {
    Logins logins = Logins.of(shell);
    String url = connection.url().toString();
    StoredLogin login = logins.at(url).orElse(null);
    Instant now = shell.clock().instant();
    if (login == null || !login.token().equals(connection.token()) || !login.isOver(now)) {
      return new Connection.Sought.Found(connection);
    }
    if (login.refreshToken() == null) {
      return over();
    }
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    wish.put("issuer", login.issuer()).put("refreshToken", login.refreshToken());
    Response answer =
        new Wire(connection.url(), connection.ca())
            .send("POST", Control.ROOT + "/auth/token", null, wish);
    JsonNode tokens = answer.tree();
    if (answer.status() != 200 || tokens.path("accessToken").asText("").isEmpty()) {
      return answer.status() == 400
          ? over()
          : new Connection.Sought.Missing(
              "login: cannot be renewed now, status " + answer.status() + " (try again)");
    }
    StoredLogin next =
        new StoredLogin(
            url,
            tokens.path("accessToken").asText(),
            login.issuer(),
            tokens.path("refreshToken").asText(login.refreshToken()),
            now.plusSeconds(tokens.path("expiresIn").asLong()));
    try {
      logins.keep(next);
    } catch (IOException e) {
      shell.remark("maas: the login cannot be kept: " + e.getMessage());
    }
    return new Connection.Sought.Found(
        new Connection(connection.url(), next.token(), connection.ca()));
  }

  private static Connection.Sought over() {
    return new Connection.Sought.Missing("login: has ended (expected: `maas login` again)");
  }
}
