package io.maas.domain.ledger;

/// The key that checkpoints are signed with. It never lies where the ledger lies: who can change
/// records must not be able to sign for them.
public interface Seal {

  /// The key's name: SHA-256 of [#publicKey()], the first half of it in hexadecimal digits.
  String keyId();

  /// The public half, as X.509 encodes it.
  byte[] publicKey();

  /// Signs with Ed25519.
  byte[] sign(byte[] message);
}
