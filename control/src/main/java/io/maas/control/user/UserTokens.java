package io.maas.control.user;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `POST /v1/users/{user}/tokens`: an identity token of a local user, shown once.
public final class UserTokens {

  private static final Duration DEFAULT = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Users users;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random must be fit for secrets
  public UserTokens(Users users, InstantSource clock, RandomGenerator random) {
    this.users = users;
    this.clock = clock;
    this.random = random;
  }

  public Reply create(Call call) {
    Fields body = Fields.optional(call.body());
    Duration lifetime = lifetime(body);
    if (!body.sound()) {
      return body.refusal();
    }
    String tenant = call.principal().tenant();
    String name = call.part("user");
    Optional<Users.User> user = users.find(tenant, name);
    if (user.isEmpty()) {
      return UserEndpoints.missing(name);
    }
    if (!call.scope().outranks(user.get())) {
      return Reply.forbidden(UserEndpoints.PLATFORM_ONLY);
    }
    if (user.get().isService()) {
      return Reply.conflict(ServiceAccount.keysOnly(user.get()));
    }
    LocalToken token = LocalToken.generate(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    users.insertToken(tenant, name, token.hash(), now, now.plus(lifetime));
    return Reply.created(new Token(token.reveal(), now.plus(lifetime).toString()));
  }

  @Shape(name = "UserToken")
  record Token(String token, String expiresAt) {}

  private static Duration lifetime(Fields body) {
    Object asked = body.raw("expiresIn");
    if (asked == null || asked.equals("")) {
      return DEFAULT;
    }
    Optional<Duration> lifetime = GoDuration.read(asked);
    if (lifetime.isEmpty()) {
      body.refuse("expiresIn", String.valueOf(asked), GoDuration.EXPECTED);
    } else if (!lifetime.get().isPositive() || lifetime.get().compareTo(LONGEST) > 0) {
      body.refuse("expiresIn", String.valueOf(asked), "> 0, at most " + LONGEST.toDays() + "d");
    }
    return lifetime.orElse(DEFAULT);
  }
}
