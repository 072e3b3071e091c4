package io.maas.control.login;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.control.user.ServiceAccount;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.PasswordHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.Users;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Setting passwords of local users. An administrator gives one that is good for choosing another
/// and nothing else, so that nobody but its owner knows a password that opens anything.
public final class PasswordEndpoints {

  private final Users users;
  private final Passwords passwords;
  private final PasswordHash hash;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random must be fit for secrets
  public PasswordEndpoints(
      Users users,
      Passwords passwords,
      PasswordHash hash,
      InstantSource clock,
      RandomGenerator random) {
    this.users = users;
    this.passwords = passwords;
    this.hash = hash;
    this.clock = clock;
    this.random = random;
  }

  /// `POST /v1/users/{user}/password`: made here, shown once.
  public Reply reset(Call call) {
    String tenant = call.principal().tenant();
    String user = call.part("user");
    Optional<Users.User> found = users.find(tenant, user);
    if (found.isPresent() && !call.scope().outranks(found.get())) {
      return Reply.forbidden("user: one of platform admins (expected: asked by a platform admin)");
    }
    if (found.isPresent() && found.get().isService()) {
      return Reply.conflict(ServiceAccount.keysOnly(found.get()));
    }
    String password = LocalToken.generate(random).secret().substring(0, 24);
    boolean set = passwords.set(tenant, user, new Kept(hash.of(password), true), clock.instant());
    if (!set) {
      return Reply.notFound("user " + user + " not found");
    }
    return Reply.created(new OneTime(user, password));
  }

  /// `PUT /v1/password {oldPassword, newPassword}`: one's own.
  public Reply change(Call call) {
    Fields body = Fields.of(call.body());
    String tenant = call.principal().tenant();
    String user = call.principal().user();
    call.act().on("users", user);
    String old = body.text("oldPassword");
    String next = body.text("newPassword");
    if (old == null || old.length() > PasswordRule.LONGEST) {
      body.refuse("oldPassword", old == null ? "missing" : "too long", "the password of now");
    }
    if (next == null) {
      body.refuse("newPassword", "missing", "another password");
    } else {
      PasswordRule.check(body, "newPassword", next, user);
    }
    if (!body.sound() || old == null || next == null) {
      return body.refusal();
    }
    String kept = passwords.find(tenant, user).map(Kept::hash).orElse(null);
    if (hash.check(old, kept) == PasswordHash.Check.DIFFERENT) {
      return Reply.forbidden("oldPassword: not the password of now");
    }
    passwords.set(tenant, user, new Kept(hash.of(next), false), clock.instant());
    return Reply.done();
  }

  @Shape(name = "OneTimePassword")
  record OneTime(String username, String oneTimePassword) {}
}
