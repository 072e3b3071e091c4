package io.maas.app.server;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.LocalToken;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What the parts of this process show to its own API, so that the audit log tells them from the
/// people whom they work for. They are good as long as the process lives, and there only.
///
/// @param files whoever applies the files that `-f` names
/// @param demo whoever sets the stage of the demo
record OwnTokens(LocalToken files, LocalToken demo) {

  static OwnTokens generate(RandomGenerator secrets) {
    return new OwnTokens(LocalToken.generate(secrets), LocalToken.generate(secrets));
  }

  /// Which part shows a token of this hash.
  Map<CredentialHash, String> parts() {
    return Map.of(files.hash(), "files", demo.hash(), "demo");
  }
}
