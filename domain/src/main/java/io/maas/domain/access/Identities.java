package io.maas.domain.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Finds who shows a credential. A port; the gateway caches what it answers.
public interface Identities {

  /// Looks a key up among the tenant's. Fails if the store cannot tell, which is no reason to call
  /// the key bad.
  CompletionStage<Identity> ofKey(String tenant, CredentialHash hash);

  /// Verifies a token. Fails if its issuer or store cannot tell.
  CompletionStage<Identity> ofToken(String tenant, Credential.Token token);

  /// Whether a name is that of a program which the tenant keeps: no token of an issuer's is
  /// believed that has it. Fails if the store cannot tell.
  default CompletionStage<Boolean> isProgram(String tenant, String user) {
    return CompletableFuture.completedFuture(false);
  }
}
