package io.maas.control.key;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.usage.UsageEndpoint;
import io.maas.domain.access.StoredKey;
import java.util.Optional;

/// `GET /v1/api-keys/{id}/usage`: what was used with one key, in the words of `GET /v1/usage`.
public final class KeyUsage {

  private final KeyOwners owners;
  private final UsageEndpoint usage;

  public KeyUsage(KeyOwners owners, UsageEndpoint usage) {
    this.owners = owners;
    this.usage = usage;
  }

  public Reply tell(Call call) {
    Optional<StoredKey> key = owners.visible(call);
    return key.isEmpty()
        ? KeyEndpoints.NOT_FOUND
        : usage.ofKey(call, key.get().user(), key.get().id());
  }
}
