package io.maas.store.postgres;

import io.maas.domain.ledger.Seal;
import io.maas.store.file.SealKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/// A key of a control that tests are.
final class FixedSeal {

  private FixedSeal() {}

  static Seal fresh() {
    try {
      return SealKey.in(Files.createTempDirectory("maas-seal-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
