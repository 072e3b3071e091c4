package io.maas.gateway.identity;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A store that answers what a test says.
final class ScriptedStore implements Identities {

  private CompletableFuture<Identity> next;
  private final List<String> tenants = new ArrayList<>();

  ScriptedStore(Identity first) {
    next = CompletableFuture.completedFuture(first);
  }

  void answers(Identity identity) {
    next = CompletableFuture.completedFuture(identity);
  }

  /// The answer comes when it is completed.
  CompletableFuture<Identity> answersLater() {
    next = new CompletableFuture<>();
    return next;
  }

  void fails() {
    next = CompletableFuture.failedFuture(new IllegalStateException("away"));
  }

  int lookups() {
    return tenants.size();
  }

  /// In which tenants somebody was looked up.
  List<String> asked() {
    return tenants;
  }

  @Override
  public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
    tenants.add(tenant);
    return next;
  }

  @Override
  public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
    tenants.add(tenant);
    return next;
  }
}
