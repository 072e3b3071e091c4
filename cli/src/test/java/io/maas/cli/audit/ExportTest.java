package io.maas.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.chain.Book;
import io.maas.domain.chain.ChainHash;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.chain.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports are verified without a server. `AuditExportTest` has one that a server wrote.
class ExportTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();
  private final List<byte[]> hashes = new ArrayList<>(List.of(ChainHash.none()));
  private byte[] signature = new byte[0];
  private KeyPair pair;

  @BeforeEach
  void writeSixLines() throws GeneralSecurityException {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    for (int seq = 1; seq <= 6; seq++) {
      lines.add(line(seq));
    }
    lines.add(checkpoint(1, null, 3, null, pair));
    lines.add(checkpoint(2, null, 6, null, pair));
  }

  private String line(int seq) {
    String after = "{\"name\":\"ä\",\"n\":1.5}";
    AuditEntry entry =
        new AuditEntry(
            "acme",
            new UUID(7, seq),
            NOON.plusSeconds(seq),
            Stage.ENDED,
            new Actor("ada", Actor.Kind.TOKEN, ""),
            new From("192.0.2.7", "r"),
            "createUser",
            new Thing("users", "bob"),
            null,
            after,
            201);
    byte[] hash = ChainHash.of(hashes.getLast(), seq, entry.texts());
    hashes.add(hash);
    return """
    {"seq":%d,"id":"%s","at":"%s","stage":"ended","actor":"ada","actor_kind":"token",\
    "address":"192.0.2.7","request_id":"r","action":"createUser","object":{"kind":"users",\
    "name":"bob"},"after":%s,"result":"done","status":201,"hash":"%s"}\
    """
        .formatted(seq, entry.act(), entry.at(), after, HEX.formatHex(hash));
  }

  private String checkpoint(
      int number, @Nullable Long first, int last, @Nullable LocalDate dropped, KeyPair with)
      throws GeneralSecurityException {
    String keyId = Signatures.nameOf(with.getPublic().getEncoded());
    Checkpoint of =
        new Checkpoint(number, first, last, hashes.get(last), dropped, NOON, keyId, new byte[0]);
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(with.getPrivate());
    signing.update(of.message(Book.AUDIT, "acme", signature));
    signature = signing.sign();
    return """
    {"checkpoint":%d,"chain":"acme","first_seq":%s,"last_seq":%d,"hash":"%s","dropped":%s,"at":"%s",\
    "key_id":"%s","signature":"%s"}\
    """
        .formatted(
            number,
            first,
            last,
            HEX.formatHex(hashes.get(last)),
            dropped == null ? null : "\"" + dropped + "\"",
            NOON,
            keyId,
            HEX.formatHex(signature));
  }

  private Caller.Seen verify(List<String> file) throws IOException {
    Path export = Files.write(folder.resolve("audit.jsonl"), file);
    Path key = folder.resolve("ledger-seal.pub");
    String encoded = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    Files.writeString(
        key, "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    return new Caller()
        .call("audit", "verify", "--export", export.toString(), "--key", key.toString());
  }

  private Caller.Seen after(Consumer<List<String>> change) throws IOException {
    List<String> changed = new ArrayList<>(lines);
    change.accept(changed);
    return verify(changed);
  }

  @Test
  void areSoundAsTheyWereWritten() throws IOException {
    Caller.Seen seen = verify(lines);

    assertThat(seen.err()).isEmpty();
    assertThat(seen.code()).isZero();
    assertThat(seen.out()).containsPattern("acme +6 +2 +0 +0");
  }

  @Test
  void sayWhichLineIsAnother() throws IOException {
    Caller.Seen seen = after(all -> all.set(2, all.get(2).replace("bob", "eve")));

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("acme, record 3: altered").doesNotContain("record 4");
  }

  @Test
  void sayWhichLineIsMissing() throws IOException {
    assertThat(after(all -> all.remove(2)).err()).contains("acme, record 3: gap");
    assertThat(
            after(
                    all -> {
                      all.remove(5);
                      all.remove(4);
                    })
                .err())
        .contains("acme, record 5: gap: the chain ends at 4 (expected: at 6");
  }

  @Test
  void sayWhatChangedPlaces() throws IOException {
    assertThat(after(all -> all.add(1, all.remove(2))).code()).isOne();
  }

  @Test
  void sayWhichSignatureIsNobodys() throws Exception {
    KeyPair foreign = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    signature = new byte[0];
    String forged = checkpoint(1, null, 3, null, foreign);

    assertThat(after(all -> all.set(6, forged)).err())
        .contains("checkpoint 1 is not signed by its key");
  }

  @Test
  void sayWhichCheckpointIsMissing() throws IOException {
    assertThat(after(all -> all.remove(6)).err()).contains("checkpoint 2 follows 0 (expected: 1)");
  }

  @Test
  void beginWhereWhatWasDroppedEnded() throws Exception {
    String anchor = checkpoint(3, 1L, 2, LocalDate.parse("2026-03-02"), pair);

    Caller.Seen dropped =
        after(all -> {
          all.subList(0, 2).clear();
          all.add(anchor);
        });
    Caller.Seen partial = after(all -> all.subList(0, 2).clear());

    assertThat(dropped.code()).isZero();
    assertThat(dropped.err()).contains("acme begins with record 3");
    assertThat(partial.code()).isZero();
    assertThat(partial.err()).contains("acme begins with record 3");
  }

  @Test
  void sayWhatTheyLack() throws IOException {
    assertThat(verify(lines.subList(0, 6)).err()).contains("no checkpoint (expected: what");
    assertThat(after(all -> all.set(0, "not JSON")).err()).contains("a line that is no JSON");
    assertThat(after(all -> all.set(0, all.getFirst().replace("2026-", "long ago "))).err())
        .contains("a line that control did not write");
    assertThat(new Caller().call("audit", "verify", "--export", "nowhere").err())
        .contains("no --key (expected: a copy of ledger-seal.pub)");
  }
}
