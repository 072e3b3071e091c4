package io.maas.control.login;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Json;
import io.maas.control.call.Reply;
import io.maas.domain.access.PasswordHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Passwords.Kept;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether somebody knows a user's password. Whatever is wrong, a stranger is told one thing, and
/// waits as long for it: a hash is computed for those who do not exist, too.
public final class PasswordLogin {

  private final Passwords passwords;
  private final PasswordHash hash;
  private final InstantSource clock;
  private final Attempts attempts = new Attempts();

  public PasswordLogin(Passwords passwords, PasswordHash hash, InstantSource clock) {
    this.passwords = passwords;
    this.hash = hash;
    this.clock = clock;
  }

  /// What came of it.
  sealed interface Verdict {
    /// That user.
    record Known(String tenant, String user) implements Verdict {}

    /// Nobody.
    record Turned(Reply reply) implements Verdict {}
  }

  /// Reads `{username, password, newPassword?}` and compares.
  Verdict of(Call call) {
    Fields body = Fields.of(call.body());
    String user = body.text("username");
    String password = body.text("password");
    String next = body.text("newPassword");
    if (user == null || user.length() > PasswordRule.LONGEST_NAME) {
      body.refuse("username", user == null ? "missing" : "too long", "a user's name");
    }
    if (password == null || password.length() > PasswordRule.LONGEST) {
      body.refuse("password", password == null ? "missing" : "too long", "the user's password");
    }
    if (next != null && user != null) {
      PasswordRule.check(body, "newPassword", next, user);
    }
    if (!body.sound() || user == null || password == null) {
      return new Verdict.Turned(body.refusal());
    }
    String address = call.visitor().address();
    String account = call.tenant() + "/" + user;
    call.act().trying(user);
    Optional<Duration> wait = attempts.begin(account, address, clock.instant());
    return wait.isPresent()
        ? new Verdict.Turned(heldOff(wait.get()))
        : told(call, compare(call.tenant(), user, password, next, address));
  }

  private static Verdict told(Call call, Verdict verdict) {
    if (verdict instanceof Verdict.Known known) {
      call.act().signedIn(known.user());
    }
    return verdict;
  }

  private Verdict compare(
      String tenant, String user, String password, @Nullable String next, String address) {
    Optional<Kept> kept = passwords.find(tenant, user);
    PasswordHash.Check check = hash.check(password, kept.map(Kept::hash).orElse(null));
    if (check == PasswordHash.Check.DIFFERENT || kept.isEmpty()) {
      return new Verdict.Turned(new Reply.Refused(401, "invalid username or password", Map.of()));
    }
    attempts.succeed(tenant + "/" + user, address);
    if (next != null) {
      passwords.set(tenant, user, new Kept(hash.of(next), false), clock.instant());
    } else if (kept.get().once()) {
      return new Verdict.Turned(
          Reply.forbidden("password: good for one use (expected: newPassword beside it)")
              .with("code", "password_change_required"));
    } else if (check == PasswordHash.Check.SAME_BUT_WEAK) {
      passwords.rehash(tenant, user, kept.get(), new Kept(hash.of(password), false));
    }
    return new Verdict.Known(tenant, user);
  }

  private static Reply heldOff(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new Reply.Answered(
        429,
        Json.write(
            Map.of(
                "error", "too many attempts to sign in, try again later",
                "code", "too_many_attempts")),
        Map.of("Retry-After", Long.toString(seconds)));
  }
}
