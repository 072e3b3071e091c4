package io.maas.control.login;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Passwords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/// `POST /v1/login {username, password, newPassword?}`: a short-lived identity token for a
/// password.
public final class LoginEndpoint {

  static final Duration GOOD_FOR = Duration.ofHours(12);

  private final PasswordLogin login;
  private final Passwords passwords;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random must be fit for secrets
  public LoginEndpoint(
      PasswordLogin login, Passwords passwords, InstantSource clock, RandomGenerator random) {
    this.login = login;
    this.passwords = passwords;
    this.clock = clock;
    this.random = random;
  }

  public Reply login(Call call) {
    return switch (login.of(call)) {
      case PasswordLogin.Verdict.Turned(Reply reply) -> reply;
      case PasswordLogin.Verdict.Known(String tenant, String user) -> {
        LocalToken token = LocalToken.generate(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        passwords.insertToken(tenant, user, token.hash(), now, now.plus(GOOD_FOR));
        yield Reply.ok(new Token(token.reveal(), user, now.plus(GOOD_FOR).toString()));
      }
    };
  }

  @Shape(name = "LoginToken")
  record Token(String token, String username, String expiresAt) {}
}
