package io.maas.control.user;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/whoami`: whom maas takes the caller for.
public final class Whoami {

  public Reply tell(Call call) {
    Principal principal = call.principal();
    Principal.KeyBinding key = principal.key();
    return Reply.ok(
        new Self(
            principal.tenant(),
            principal.user(),
            principal.groups(),
            principal.admin(),
            key == null ? null : Key.of(key)));
  }

  @Shape(name = "Whoami")
  record Self(String tenant, String user, List<String> groups, boolean admin, @Nullable Key key) {}

  @Shape(name = "WhoamiKey")
  record Key(String id, String name, String subscription, String expiresAt) {
    static Key of(Principal.KeyBinding key) {
      return new Key(key.keyId(), key.name(), key.subscription(), key.expiresAt().toString());
    }
  }
}
