package io.maas.control.user;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Role;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.User;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// `POST /v1/tenants/{tenant}/admins`: the first administrator of a tenant, made by whoever
/// administers the installation. From then on the tenant's people are its own business.
public final class TenantAdmins {

  private static final Duration GOOD_FOR = Duration.ofHours(24);

  private final Users users;
  private final Resources resources;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random must be fit for secrets
  public TenantAdmins(
      Users users, Resources resources, InstantSource clock, RandomGenerator random) {
    this.users = users;
    this.resources = resources;
    this.clock = clock;
    this.random = random;
  }

  public Reply create(Call call) {
    Fields body = Fields.of(call.body());
    String name = Names.user(body, "name", body.text("name"));
    if (!body.sound()) {
      return body.refusal();
    }
    String tenant = call.part("tenant");
    ResourceKey key = new ResourceKey(Kind.AI_TENANT, Kind.TENANTS_NAMESPACE, tenant);
    if (resources.find(key).filter(found -> found.deletedAt() == null).isEmpty()) {
      return Reply.notFound("tenant " + tenant + " not found");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!users.create(new User(tenant, name, Set.of(Role.TENANT_ADMIN), List.of(), now))) {
      return Reply.conflict("user " + name + " already exists");
    }
    LocalToken token = LocalToken.generate(random);
    users.insertToken(tenant, name, token.hash(), now, now.plus(GOOD_FOR));
    return Reply.created(new Made(tenant, name, token.reveal(), now.plus(GOOD_FOR).toString()));
  }

  /// The token is shown once.
  @Shape(name = "TenantAdmin")
  record Made(String tenant, String name, String token, String expiresAt) {}
}
