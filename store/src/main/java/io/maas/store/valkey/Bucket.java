package io.maas.store.valkey;

import io.lettuce.core.cluster.SlotHash;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/// One of the places that counters are spread over. All keys of a request are in one, so a script
/// finds them on one server.
///
/// @param number 0 to [#COUNT] − 1
record Bucket(int number) {

  /// Enough to spread over many servers, few enough to visit all of them when an epoch begins.
  static final int COUNT = 256;

  private static final int DIGEST = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  static Bucket of(Claims.Partition partition) {
    return new Bucket((partition.key().hashCode() * 0x9E3779B9) >>> 24);
  }

  private String tag() {
    return "b" + number;
  }

  private String key(String rest) {
    return "maas:{" + tag() + "}:" + rest;
  }

  /// Where a cluster keeps it.
  int slot() {
    return SlotHash.getSlot(tag());
  }

  /// The epoch that the bucket is in.
  String epoch() {
    return key("epoch");
  }

  /// Which processes live.
  String alive() {
    return key("alive");
  }

  /// What a request holds here.
  String reservation(UUID requestId) {
    return key("r:" + requestId);
  }

  /// A counter. A digest keeps it short, whatever limits and users are called.
  String counter(Claim claim) {
    byte[] name = (claim.limit().id() + '\0' + claim.subject()).getBytes(StandardCharsets.UTF_8);
    return key("c:" + TEXT.encodeToString(Arrays.copyOf(digest(name), DIGEST)));
  }

  private static byte[] digest(byte[] name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return tag();
  }
}
