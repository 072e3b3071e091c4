package io.maas.domain.chain;

import io.maas.domain.ledger.Verification.Kind;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks at all checkpoints of chains: whether none is missing, and each is signed.
public final class Signatures {

  private static final int ID_BYTES = 16;

  private final Map<String, PublicKey> keys = new HashMap<>();
  private final Set<String> used = new TreeSet<>();

  private final Book book;

  /// @param known public keys as X.509 encodes them, by the names that they go by
  public Signatures(Book book, Map<String, byte[]> known) {
    this.book = book;
    known.forEach(this::add);
  }

  /// What a public key is called.
  public static String nameOf(byte[] encoded) {
    return HexFormat.of().formatHex(ChainHash.sha256().digest(encoded), 0, ID_BYTES);
  }

  /// A key whose name is not its own is as good as none.
  private void add(String id, byte[] encoded) {
    if (nameOf(encoded).equals(id)) {
      try {
        keys.put(
            id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException _) {
        // what it signed will be found to be signed by nobody
      }
    }
  }

  /// Reports what is wrong with the checkpoints of a chain, in their order.
  public void run(String chain, List<Checkpoint> checkpoints, ChainWalk walk) {
    long expected = 1;
    byte[] before = new byte[0];
    for (Checkpoint each : checkpoints) {
      if (each.number() != expected) {
        walk.report(
            Kind.CHECKPOINT,
            each.lastSeq(),
            null,
            "checkpoint %d follows %d (expected: %d)"
                .formatted(each.number(), expected - 1, expected));
      } else if (!isSigned(each, each.message(book, chain, before))) {
        walk.report(
            Kind.CHECKPOINT,
            each.lastSeq(),
            null,
            "checkpoint %d is not signed by its key %s".formatted(each.number(), each.keyId()));
      }
      expected = each.number() + 1;
      before = each.signature();
      used.add(each.keyId());
    }
  }

  private boolean isSigned(Checkpoint each, byte[] message) {
    PublicKey key = keys.get(each.keyId());
    if (key == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(Arrays.copyOf(each.signature(), each.signature().length));
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /// The keys that signed what was looked at.
  public Set<String> usedKeys() {
    return used;
  }
}
