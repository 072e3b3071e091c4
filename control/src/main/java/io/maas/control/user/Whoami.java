package io.maas.control.user;

import io.maas.control.access.Capacity;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /v1/whoami`: whom maas takes the caller for.
public final class Whoami {

  public Reply tell(Call call) {
    Principal principal = call.principal();
    Principal.KeyBinding key = principal.key();
    Set<Capacity> capacities = call.scope().capacities();
    return Reply.ok(
        new Self(
            principal.tenant(),
            principal.user(),
            principal.groups(),
            capacities.contains(Capacity.TENANT_ADMIN)
                || capacities.contains(Capacity.PLATFORM_ADMIN),
            capacities.stream().map(Capacity::word).toList(),
            key == null ? null : Key.of(key)));
  }

  @Shape(name = "Whoami")
  record Self(
      String tenant,
      String user,
      List<String> groups,
      boolean admin,
      List<String> roles,
      @Nullable Key key) {}

  @Shape(name = "WhoamiKey")
  record Key(String id, String name, String subscription, String expiresAt) {
    static Key of(Principal.KeyBinding key) {
      return new Key(key.keyId(), key.name(), key.subscription(), key.expiresAt().toString());
    }
  }
}
