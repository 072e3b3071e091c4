package io.maas.control.login;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Json;
import io.maas.control.call.Reply;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.PasswordHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.SignInAttempts;
import io.maas.domain.access.SignInAttempts.Attempt;
import io.maas.domain.catalog.Snapshots;
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
  private final SignInAttempts attempts;
  private final Memberships memberships;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public PasswordLogin(
      Passwords passwords,
      PasswordHash hash,
      SignInAttempts attempts,
      Memberships memberships,
      Snapshots snapshots,
      InstantSource clock) {
    this.passwords = passwords;
    this.hash = hash;
    this.attempts = attempts;
    this.memberships = memberships;
    this.snapshots = snapshots;
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
    Attempt attempt = Attempt.of(call.tenant(), user, call.visitor().address());
    call.act().trying(user);
    Optional<Duration> wait = attempts.begin(attempt, clock.instant());
    return wait.isPresent()
        ? new Verdict.Turned(heldOff(wait.get()))
        : told(call, compare(call.tenant(), user, password, next, attempt));
  }

  private static Verdict told(Call call, Verdict verdict) {
    if (verdict instanceof Verdict.Known known) {
      call.act().signedIn(known.user());
    }
    return verdict;
  }

  private Verdict compare(
      String tenant, String user, String password, @Nullable String next, Attempt attempt) {
    Optional<Kept> kept = passwords.find(tenant, user);
    PasswordHash.Check check = hash.check(password, kept.map(Kept::hash).orElse(null));
    if (check == PasswordHash.Check.DIFFERENT || kept.isEmpty()) {
      return new Verdict.Turned(new Reply.Refused(401, "invalid username or password", Map.of()));
    }
    attempts.succeed(attempt);
    if (next != null) {
      passwords.set(tenant, user, new Kept(hash.of(next), false), clock.instant());
    } else if (kept.get().once()) {
      return new Verdict.Turned(
          Reply.forbidden("password: good for one use (expected: newPassword beside it)")
              .with("code", "password_change_required"));
    } else if (check == PasswordHash.Check.SAME_BUT_WEAK) {
      passwords.rehash(tenant, user, kept.get(), new Kept(hash.of(password), false));
    }
    if (snapshots.of(tenant).overall().onGroupChange() != OnGroupChange.KEEP) {
      memberships.compare(tenant, user, clock.instant());
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
