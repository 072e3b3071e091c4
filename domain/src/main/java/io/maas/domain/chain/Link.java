package io.maas.domain.chain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of a chain, as it is kept now.
public interface Link {

  UUID id();

  /// Its number in the chain.
  long seq();

  /// What its hash was when it was written; null for records from before there were chains.
  byte @Nullable [] hash();

  /// Whether it is what was written behind a record of this hash.
  boolean follows(byte[] before);
}
